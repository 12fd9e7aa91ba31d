/** Mixes the 32 bits of a number well: the last step of MurmurHash3. For made-up data, never for a secret. */
export function mixBits(value: number): number {
  let n = value | 0;
  n = Math.imul(n ^ (n >>> 16), 0x85ebca6b);
  n = Math.imul(n ^ (n >>> 13), 0xc2b2ae35);
  return (n ^ (n >>> 16)) >>> 0;
}
