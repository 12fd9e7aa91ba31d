const domainName = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;
const localPart = /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}$/;

export const isDomain = (text: string): boolean => domainName.test(text);

/** Of a text in lower case. Addresses with quotation marks or letters beyond ASCII are none. */
export function isEmail(text: string): boolean {
  const at = text.lastIndexOf('@');
  return at > 0 && text.length <= 254 && localPart.test(text.slice(0, at)) && isDomain(text.slice(at + 1));
}
