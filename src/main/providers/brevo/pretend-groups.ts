import type { SampleCustomers } from '../pretend-provider.ts';

/** Of the form in the vendor's example. Source: developers.brevo.com, "Get the list of groups". */
export const groupId = ({ groups }: SampleCustomers, name: string): string =>
  `d3b142c709d6ed67ef1cd${(0x903 + groups.indexOf(name) * 0x11).toString(16)}`;
