/** Who works here: the token that lets one write, and the name corrections are signed with. */
class Session {
  #token = $state(sessionStorage.getItem('token') ?? '');
  #reviewer = $state(localStorage.getItem('reviewer') ?? '');

  /** The token, kept until the tab is closed. */
  get token(): string {
    return this.#token;
  }

  set token(token: string) {
    this.#token = token.trim();
    sessionStorage.setItem('token', this.#token);
  }

  /** The reviewer's name. */
  get reviewer(): string {
    return this.#reviewer;
  }

  set reviewer(name: string) {
    this.#reviewer = name;
    localStorage.setItem('reviewer', name);
  }
}

export const session = new Session();
