import {accountInArn, wholeAccountIn} from '../aws/index.ts';
import {absent, chosen, type KeyState, notKnowable} from '../policy/sets/index.ts';
import {networkOf} from '../vendors/index.ts';
import type {Situation} from './situation.ts';

const sourceIp = 'aws:SourceIp';

const always = {mayBeAbsent: false};

/**
 * What only a request through a VPC endpoint has, as far as can be known from here. The owner of an endpoint is told by some
 * services alone, and its organization only where it has one.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourcevpce
 */
const ofEndpoints: Readonly<Record<string, KeyState>> = {
	'aws:SourceVpc': notKnowable({kind: 'text'}, always),
	'aws:SourceVpce': notKnowable({kind: 'text'}, always),
	'aws:VpcSourceIp': notKnowable({kind: 'address'}, always),
	'aws:SourceVpcArn': notKnowable(),
	'aws:VpceAccount': notKnowable(),
	'aws:VpceOrgID': notKnowable(),
	'aws:VpceOrgPaths': notKnowable({kind: 'text', isMultiValued: true}),
};

type States = Readonly<Record<string, KeyState>>;

/** What a requester's network says to condition keys. */
type NetworkStates = {
	readonly states: States;
	/** The same as it is where the requester comes by another way; absent where it surely does not. */
	readonly perhaps?: States;
};

/**
 * Where the requests of the vendor come from, for any of its customers, as its profile says it. Every address comes up at some
 * time, so the one that is refused counts. Perhaps they come through a VPC endpoint, too, and then they have no address, unless
 * the profile says otherwise. Nothing of anybody else, and nothing of a key: S3 asks KMS, which AWS warns to hold an address
 * against.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourceip
 * https://docs.aws.amazon.com/kms/latest/developerguide/conditions-aws.html
 */
export function networkStates(
	situation: Pick<Situation, 'connection' | 'profile' | 'principal' | 'narrowerPrincipals'>,
	resource: 'bucket' | 'key' | 'role',
	{party, principal}: {readonly party: string; readonly principal: string | undefined},
): NetworkStates {
	const {connection, profile} = situation;
	const isVendors =
		resource !== 'key' &&
		(party === 'vendor' || party === 'other-customer') &&
		isOfVendor(situation, principal);
	const network = isVendors ? networkOf(connection, profile) : undefined;
	if (network === undefined) {
		return {states: {}};
	}

	const address = chosen({kind: 'address', within: network.ranges}, always);
	return network.internetOnly
		? {
				states: {
					[sourceIp]: address,
					...Object.fromEntries(Object.keys(ofEndpoints).map((key) => [key, absent] as const)),
				},
			}
		: {states: {[sourceIp]: address}, perhaps: {[sourceIp]: absent, ...ofEndpoints}};
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
