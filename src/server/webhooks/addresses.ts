import { BlockList, isIP, isIPv4 } from 'node:net';
import { UserError } from '../../domain/errors.ts';

/** Networks that are nobody's on the public internet (RFC 6890 and its like): what stands there must not be reached by an address that a user gives. */
const notPublic: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

const blocked = new BlockList();
for (const [network, bits] of notPublic) blocked.addSubnet(network, bits, 'ipv4');

const publicV6 = new BlockList();
publicV6.addSubnet('2000::', 3, 'ipv6');
const reservedV6 = new BlockList();
// Documentation, and addresses that stand for others: Teredo, 6to4.
for (const [network, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  reservedV6.addSubnet(network, bits, 'ipv6');

/** Whether an IP address is one of the public internet. An IPv4 address that is written as IPv6 is judged as what it is. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !blocked.check(address, 'ipv4');
  if (isIP(address) === 0) return false;
  return publicV6.check(address, 'ipv6') && !reservedV6.check(address, 'ipv6');
}

/**
 * Refuses an address to which nothing would be sent. What a name stands for is looked at whenever something is sent.
 * @throws UserError `private_address`
 */
export function requirePublicUrl(url: string): void {
  const { protocol, hostname } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '');
  const isPrivate = isIP(host) !== 0 ? !isPublicAddress(host) : host === 'localhost' || host.endsWith('.localhost');
  if (protocol === 'https:' && !isPrivate) return;
  throw new UserError({
    code: 'private_address',
    message:
      protocol === 'https:'
        ? { en: `${host} is an address of one’s own network.`, es: `${host} es una dirección de la propia red.` }
        : { en: 'What is sent there would not be encrypted.', es: 'Lo que se enviara ahí no iría cifrado.' },
    fix: {
      en: 'Give a public https:// address, or have who runs the server set private_webhooks.',
      es: 'Indique una dirección pública con https://, o pida a quien lleva el servidor que active private_webhooks.',
    },
  });
}
