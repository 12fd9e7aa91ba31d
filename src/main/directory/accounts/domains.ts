/** `https://www.acme.com/shop` -> `acme.com`. */
export const bareHost = (text: string): string =>
  text
    .trim()
    .replace(/^[a-z]+:\/\//i, '')
    .replace(/[/?#:\s].*$/, '')
    .replace(/^www\./i, '')
    .toLowerCase();
