import type {Connection} from '../connection/index.ts';
import {type AddressRange, parseAddressRange} from '../policy/index.ts';
import type {Issue} from './issue.ts';
import type {ProfileParts} from './parts.ts';
import type {VendorProfile} from './types.ts';
import {applies} from './uses.ts';

/** Where the requests of a vendor come from. */
export type VendorNetwork = {
	readonly ranges: readonly AddressRange[];
	/** Whether they come over the internet alone, and through no VPC endpoint. */
	readonly internetOnly: boolean;
};

/** Where the vendor's requests for a connection come from; undefined where its profile does not say. */
export function networkOf(
	connection: Pick<Connection, 'purpose' | 'encryption' | 'inputs'>,
	{principal, addresses = []}: Pick<VendorProfile, 'principal' | 'addresses'>,
): VendorNetwork | undefined {
	const choice = principal.from === 'choice' ? connection.inputs[principal.input] : undefined;
	const fitting = addresses.filter(
		({choices, when}) =>
			applies(when, connection) && (choices?.some((value) => value === choice) ?? true),
	);
	const ranges = fitting.flatMap((group) =>
		group.ranges.flatMap((range) => parseAddressRange(range) ?? []),
	);
	return ranges.length === 0
		? undefined
		: {ranges, internetOnly: fitting.every(({internetOnly}) => internetOnly === true)};
}

/** Whether what is said of the vendor's addresses has the right form, and speaks of choices that there are. */
export function addressIssues({addresses, principal}: ProfileParts): Issue[] {
	const known =
		principal === undefined
			? undefined
			: principal.from === 'choice'
				? principal.choices.map(({value}) => value)
				: [];
	return addresses.flatMap(({path, value: {ranges, choices = []}}) => [
		...ranges.flatMap((range, index): Issue[] => {
			const at = [...path, 'ranges', index];
			if (parseAddressRange(range) === undefined) {
				return [
					{
						path: at,
						value: range,
						rule: 'This is an IPv4 or IPv6 address, or a range of them as a CIDR block.',
						example: '203.0.113.0/28',
					},
				];
			}

			return ranges.indexOf(range) < index
				? [{path: at, value: range, rule: 'This is named twice.'}]
				: [];
		}),
		...choices.flatMap((choice, index): Issue[] =>
			known === undefined || known.includes(choice)
				? []
				: [
						{
							path: [...path, 'choices', index],
							value: choice,
							rule: `This must be a value of the choice of the principal${known.length === 0 ? ' (it has none)' : ` (it has ${known.join(', ')})`}.`,
						},
					],
		),
	]);
}
