import type { AccountProfile } from '../../shared/account.ts';

export interface CheckedProfile {
  accountId: string;
  profile: AccountProfile;
}

/** How many customers in a row may have the reseller's own profile: some are its own accounts. */
const mostInARow = 2;

/**
 * Notices a provider that ignores on whose behalf it is asked. It sends the reseller's own profile for each customer, and
 * each would get the reseller's name. Holds such profiles back until another one shows that the provider does tell
 * customers apart. Use one check for each pass.
 */
export class OwnProfileCheck {
  readonly #own: AccountProfile | null;
  readonly #held: CheckedProfile[] = [];
  #sawAnother = false;

  /** `own`: the profile of the key's own account; null if the key may not read it, which turns the check off. */
  constructor(own: AccountProfile | null) {
    this.#own = own;
  }

  holds(accountId: string): boolean {
    return this.#held.some((held) => held.accountId === accountId);
  }

  /** Whether this may be the own profile. Without an email it is harder to tell a profile from the own one. */
  resembles(profile: AccountProfile): boolean {
    return this.#own !== null && equals(profile, this.#own);
  }

  /** Returns the profiles that may be stored now, or null if this customer is one too many in a row. */
  admit(checked: CheckedProfile): CheckedProfile[] | null {
    if (!this.resembles(checked.profile)) {
      this.#sawAnother = true;
      return [...this.#held.splice(0), checked];
    }
    this.#held.push(checked);
    return this.#held.length > mostInARow ? null : [];
  }

  /**
   * The pass has no more customers: returns what may be stored of the last ones. Nothing if all of its customers had the
   * own profile: the next pass asks for them again, and for later customers with them.
   */
  end(): CheckedProfile[] {
    return this.#sawAnother ? this.#held.splice(0) : [];
  }
}

/** A fact that the profile does not give decides nothing. */
function equals(profile: AccountProfile, own: AccountProfile): boolean {
  const given = (['name', 'email', 'domain'] as const).filter((fact) => profile[fact] !== '');
  return given.length > 0 && given.every((fact) => profile[fact] === own[fact]);
}
