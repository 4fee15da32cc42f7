export type Theme = 'auto' | 'light' | 'dark';

/** Light, dark, or as the system has it. */
class ThemeChoice {
  #value = $state<Theme>(read());

  constructor() {
    show(this.#value);
  }

  get value(): Theme {
    return this.#value;
  }

  /** Goes on to the next of the three. */
  turn(): void {
    const next: Record<Theme, Theme> = { auto: 'light', light: 'dark', dark: 'auto' };
    this.#value = next[this.#value];
    localStorage.setItem('theme', this.#value);
    show(this.#value);
  }
}

function read(): Theme {
  const kept = localStorage.getItem('theme');
  return kept === 'light' || kept === 'dark' ? kept : 'auto';
}

function show(theme: Theme): void {
  if (theme === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

export const theme = new ThemeChoice();
