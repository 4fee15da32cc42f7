import { getJson, apiUrl, ApiProblem } from '../api/client';
import type { Counted, ServerStatus, Whole } from '../api/types';
import { shortName } from '../text/names';

/** What the server holds and can do, asked once; names for the filters' choices. */
class Server {
  status = $state.raw<ServerStatus | null>(null);
  problem = $state.raw<ApiProblem | null>(null);
  actors = $state.raw<Counted[]>([]);
  issues = $state.raw<{ id: string; name: string }[]>([]);
  #names = $derived(new Map(this.actors.map((actor) => [actor.value, actor.name])));
  #issueNames = $derived(new Map(this.issues.map((issue) => [issue.id, issue.name])));

  /** Asks for all of it. */
  async load(): Promise<void> {
    try {
      this.status = await getJson<ServerStatus>(apiUrl('/status'));
      this.problem = null;
      const [actors, issues] = await Promise.all([
        getJson<Whole<Counted>>(apiUrl('/actors', { limit: 500 })),
        getJson<Whole<{ id: string; name: string }>>(apiUrl('/issues')),
      ]);
      this.actors = actors.items;
      this.issues = issues.items;
    } catch (error) {
      this.problem = error instanceof ApiProblem ? error : new ApiProblem(0, String(error), '');
    }
  }

  /** The name of an actor as people say it, or its notation where none is known. */
  actorName(actor: string): string {
    return shortName(actor, this.#names.get(actor) ?? actor);
  }

  /** The name of an issue, or its id in words. */
  issueName(id: string): string {
    return this.#issueNames.get(id) ?? id.replaceAll('-', ' ');
  }
}

export const server = new Server();
