import {accountInArn, wholeAccountIn} from '../aws/index.ts';
import {absent, chosen, type KeyState} from '../policy/sets/index.ts';
import {networkOf} from '../vendors/index.ts';
import type {Situation} from './situation.ts';

/**
 * What only a request through a VPC endpoint has.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourcevpce
 */
const ofEndpoints = [
	...['aws:SourceVpc', 'aws:SourceVpce', 'aws:SourceVpcArn', 'aws:VpcSourceIp'],
	...['aws:VpceAccount', 'aws:VpceOrgID', 'aws:VpceOrgPaths'],
];

/**
 * Where the requests of the vendor come from, for any of its customers, as its profile says it; S3 hands it on to KMS. Every
 * address comes up at some time, so the one that is refused counts. Nothing of anybody else.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourceip
 */
export function networkStates(
	situation: Pick<Situation, 'connection' | 'profile' | 'principal' | 'narrowerPrincipals'>,
	{party, principal}: {readonly party: string; readonly principal: string | undefined},
): Readonly<Record<string, KeyState>> {
	const {connection, profile} = situation;
	const isVendors =
		(party === 'vendor' || party === 'other-customer') && isOfVendor(situation, principal);
	const network = isVendors ? networkOf(connection, profile) : undefined;
	return network === undefined
		? {}
		: {
				'aws:SourceIp': chosen({kind: 'address', within: network.ranges}, {mayBeAbsent: false}),
				...(network.internetOnly &&
					Object.fromEntries(ofEndpoints.map((key) => [key, absent] as const))),
			};
}

/** Whether it is the vendor who asks: by itself, or as the role that it took. */
function isOfVendor(
	{principal: user, narrowerPrincipals}: Pick<Situation, 'principal' | 'narrowerPrincipals'>,
	principal: string | undefined,
): boolean {
	const account = principal === undefined ? undefined : accountInArn(principal);
	return [user, ...narrowerPrincipals].some(
		(name) => name === principal || (account !== undefined && wholeAccountIn(name) === account),
	);
}
