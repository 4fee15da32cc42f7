import { ApiProblem, getJson } from '../api/client';
import type { Page } from '../api/types';

function asProblem(error: unknown): ApiProblem {
  return error instanceof ApiProblem ? error : new ApiProblem(0, String(error), '');
}

function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

/** What an address of the API answers, asked anew whenever the address changes; null asks nothing. */
export class Resource<T> {
  data = $state.raw<T | null>(null);
  problem = $state.raw<ApiProblem | null>(null);
  loading = $state(true);
  #again = $state(0);

  constructor(url: () => string | null) {
    $effect(() => {
      void this.#again;
      const address = url();
      this.loading = address !== null;
      if (address === null) {
        this.data = null;
        this.problem = null;
        return;
      }
      const stop = new AbortController();
      getJson<T>(address, stop.signal).then(
        (data) => {
          this.data = data;
          this.problem = null;
          this.loading = false;
        },
        (error: unknown) => {
          if (isAbort(error)) return;
          this.data = null;
          this.problem = asProblem(error);
          this.loading = false;
        },
      );
      return () => stop.abort();
    });
  }

  /** Asks again. */
  reload(): void {
    this.#again += 1;
  }
}

/** A list of the API, page after page. `url` gives the address of a page from its cursor. */
export class List<T> {
  items = $state.raw<T[]>([]);
  total = $state<number | null>(null);
  next = $state<string | null>(null);
  /** Of how many records it was made, where older ones were left out. */
  cut = $state<number | null>(null);
  problem = $state.raw<ApiProblem | null>(null);
  loading = $state(true);
  #again = $state(0);
  #url: (cursor?: string) => string;
  #stop = new AbortController();

  constructor(url: (cursor?: string) => string) {
    this.#url = url;
    $effect(() => {
      void this.#again;
      const address = url();
      const stop = new AbortController();
      this.#stop = stop;
      void this.#fetch(address, stop, false);
      return () => stop.abort();
    });
  }

  /** Fetches the next page. */
  more(): void {
    if (this.next && !this.loading) void this.#fetch(this.#url(this.next), this.#stop, true);
  }

  /** Begins again at the first page. */
  reload(): void {
    this.#again += 1;
  }

  async #fetch(address: string, stop: AbortController, append: boolean): Promise<void> {
    this.loading = true;
    try {
      const page = await getJson<Page<T>>(address, stop.signal);
      this.items = append ? [...this.items, ...page.items] : page.items;
      if (page.total !== undefined) this.total = page.total;
      this.next = page.next;
      this.cut = page.cut ? (page.events ?? null) : null;
      this.problem = null;
      this.loading = false;
    } catch (error) {
      if (isAbort(error)) return;
      this.problem = asProblem(error);
      this.loading = false;
    }
  }
}
