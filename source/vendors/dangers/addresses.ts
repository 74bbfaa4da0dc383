import {type AddressRange, isFixedRange, isWithin, parseAddressRange} from '../../policy/index.ts';
import type {Issue} from '../issue.ts';
import type {MarkFacts} from '../types.ts';
import type {Looked} from './looked.ts';

/**
 * Addresses that no request from the internet comes from: private, shared, loopback, link-local, multicast and reserved ones.
 * https://www.iana.org/assignments/iana-ipv4-special-registry/iana-ipv4-special-registry.xhtml
 * https://www.iana.org/assignments/iana-ipv6-special-registry/iana-ipv6-special-registry.xhtml
 */
const unreal: readonly AddressRange[] = [
	...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16'],
	...['172.16.0.0/12', '192.168.0.0/16', '224.0.0.0/4', '240.0.0.0/4'],
	...['::/128', '::1/128', 'fc00::/7', 'fe80::/10', 'ff00::/8'],
].flatMap((range) => parseAddressRange(range) ?? []);

function rangesIn({parts: {addresses}}: Looked) {
	return addresses.flatMap(({path, value}) =>
		value.ranges.flatMap((text, index) => {
			const range = parseAddressRange(text);
			return range === undefined ? [] : [{path: [...path, 'ranges', index], text, range}];
		}),
	);
}

/** Addresses that cannot be those of a vendor: nobody comes from them, or nearly everybody could. */
export function unrealAddressIssues(looked: Looked): Issue[] {
	return rangesIn(looked).flatMap(({path, text, range}): Issue[] => {
		if (!isFixedRange(range)) {
			return [
				{
					path,
					value: text,
					rule: `This range is too wide to be that of one vendor: at most /${range.bits === 32 ? 8 : 32} is accepted.`,
				},
			];
		}

		return unreal.some((other) => isWithin(other, range) || isWithin(range, other))
			? [
					{
						path,
						value: text,
						rule: 'No request from the internet comes from these addresses: they are private or reserved.',
					},
				]
			: [];
	});
}

/** Ranges in which others than the vendor are likely to have addresses too. */
export function wideAddressMarks(looked: Looked): MarkFacts[] {
	const wide = rangesIn(looked).filter(
		({range: {bits, prefix}}) => prefix < (bits === 32 ? 16 : 48),
	);
	return wide.length === 0 ? [] : [{names: wide.map(({text}) => text)}];
}
