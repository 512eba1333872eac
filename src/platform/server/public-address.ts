import { BlockList, isIP } from 'node:net'

/**
 * Ranges that no public server answers from: IANA's special-purpose registries for IPv4 and IPv6. Whoever makes us
 * look there looks into our own network.
 */
const INWARD_V4: [string, number][] = [
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
]

const inwardV4 = new BlockList()
for (const [net, bits] of INWARD_V4) inwardV4.addSubnet(net, bits, 'ipv4')
/** Of IPv6 only what is global unicast is public, without documentation, tunnels and addresses of IPv4 inside. */
const globalV6 = new BlockList()
globalV6.addSubnet('2000::', 3, 'ipv6')
const specialV6 = new BlockList()
for (const [net, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  specialV6.addSubnet(net, bits, 'ipv6')

/** Whether an address is one that a public server can have. */
export function isPublicAddress(address: string): boolean {
  const kind = isIP(address)
  if (kind === 4) return !inwardV4.check(address, 'ipv4')
  return kind === 6 && globalV6.check(address, 'ipv6') && !specialV6.check(address, 'ipv6')
}
