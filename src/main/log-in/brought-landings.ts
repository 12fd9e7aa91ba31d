import type { LogInRequest } from '../../shared/log-in.ts';

/** A page, a user, or both. */
interface Landing {
  page: string | null;
  as: string | null;
}

/** More than any day has. A website that sends as many wants one of them forgotten. */
const remembered = 1_000;

/**
 * The pages and users that `latchkey://` links have named since the start. SECURITY: any website can send a link, and a page or a
 * user is easily overlooked beside a customer's name, so a log-in with one of them is asked about, even if the text was typed again since.
 */
export class BroughtLandings {
  readonly #brought = new Set<string>();
  /** They were too many to be remembered: any page and any user may be a link's. */
  #isFull = false;

  note({ page, as }: Landing): void {
    for (const one of [page, as]) {
      if (one === null) continue;
      if (this.#brought.size < remembered) this.#brought.add(one);
      else this.#isFull ||= !this.#brought.has(one);
    }
  }

  /** What of a log-in a link has named; null if nothing. */
  of({ page, as }: Pick<LogInRequest, 'page' | 'as'>): Landing | null {
    const ofLink = (one: string | undefined): string | null =>
      one && (this.#isFull || this.#brought.has(one)) ? one : null;
    const brought = { page: ofLink(page), as: ofLink(as) };
    return brought.page === null && brought.as === null ? null : brought;
  }
}
