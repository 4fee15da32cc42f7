/** A cell of a figure's table; a text with an address leads to the evidence. */
export type Cell = string | number | null | { text: string; href: string };

/** The numbers of a figure. */
export interface Table {
  columns: string[];
  rows: Cell[][];
}
