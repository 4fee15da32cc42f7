import { session } from '../state/session.svelte';

/** A request that failed: what is wrong and what helps. */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly help: string,
  ) {
    super(message);
  }
}

const ROOT = '/api/v1';

/** The address of a route with the parameters that are not empty. */
export function apiUrl(route: string, parameters: Record<string, string | number | undefined> = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined && value !== '') query.set(name, String(value));
  }
  const tail = query.toString();
  return ROOT + route + (tail ? `?${tail}` : '');
}

function headers(): HeadersInit {
  return session.token ? { authorization: `Bearer ${session.token}` } : {};
}

async function problem(response: Response): Promise<ApiProblem> {
  const said: unknown = await response.json().catch(() => null);
  const { message, help } = (said ?? {}) as { message?: string; help?: string };
  return new ApiProblem(response.status, message ?? `The server answered ${response.status}`, help ?? '');
}

async function send(url: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, { ...init, headers: { ...headers(), ...init.headers } });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiProblem(0, 'The server does not answer', 'See whether `detente serve` still runs, then try again.');
  }
  if (!response.ok) throw await problem(response);
  return response;
}

/** The JSON that an address of the API answers with. */
export async function getJson<T>(url: string, signal?: AbortSignal): Promise<T> {
  const response = await send(url, signal ? { signal } : {});
  return (await response.json()) as T;
}

/** Sends a body to a route of the API. */
export async function sendJson(method: 'POST' | 'PUT' | 'DELETE', route: string, body?: unknown): Promise<void> {
  const init: RequestInit = { method, headers: { 'content-type': 'application/json' } };
  if (body !== undefined) init.body = JSON.stringify(body);
  await send(ROOT + route, init);
}

/** The bytes of a file that the API gives. */
export async function getFile(url: string): Promise<Blob> {
  return (await send(url, {})).blob();
}
