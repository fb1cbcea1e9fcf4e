/** The mail that people get for their access. */
export type Mail = {
  /** Sends the link of an invitation. */
  readonly invitation: (to: string, link: string) => Promise<void>;
  /** Sends the link by which a password is set anew. */
  readonly reset: (to: string, link: string) => Promise<void>;
};
