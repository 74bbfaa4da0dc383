import {added, changed, creativeForceUser, externalId, type Failure, ofRole} from '../failure.ts';

const agreed = {StringEquals: {'sts:ExternalId': externalId}};

const id: Pick<Failure, 'connections' | 'id' | 'status' | 'blame' | 'after'> = {
	connections: ofRole,
	id: 'trust.external-id',
	status: 'fail',
	blame: {document: 'trust-policy', sid: '', index: 0},
	after: 'pass',
};

const under = (Condition: unknown): Failure['account'] => {
	return (healthy) => changed(healthy, 'trust-policy', {Condition});
};
const asking = (value: unknown, operator = 'StringEquals') =>
	under({[operator]: {'sts:ExternalId': value}});

const wrongIds: readonly Failure[] = [
	...(
		[
			['a blank stands after the external ID', `${externalId} `, /a blank at the end/],
			['a blank stands before the external ID', ` ${externalId}`, /a blank at the beginning/],
			['a tab stands after the external ID', `${externalId}\t`, /a blank at the end/],
			['a line break was pasted with the external ID', `${externalId}\n`, /a blank at the end/],
			['the external ID is in upper case', '2F6B0F0E-ACME', /upper and lower case/],
			['the external ID holds an O for a 0', '2f6bOf0e-acme', /looks like "0", but is "O"/],
			['the external ID holds an invisible character', '2f6b0f0e-\u200bacme', /invisible/],
			['the external ID was pasted in part', '2f6b0f0e', /ends too early/],
			['the external ID is an older one', 'b51a-old-value', /a different value/],
		] as const
	).map(([name, value, says]): Failure => ({...id, name, account: asking(value), says})),
	{
		...id,
		name: 'the trust policy asks for no external ID',
		account: under(undefined),
		says: /does not ask for it/,
		besides: {'isolation.external-id': 'fail'},
	},
	{
		...id,
		name: 'the condition key is called aws:ExternalId',
		account: under({StringEquals: {'aws:ExternalId': externalId}}),
		says: /aws:ExternalId, which AWS does not know/,
	},
	{
		...id,
		name: 'the condition on the external ID is turned around',
		account: asking(externalId, 'StringNotEquals'),
		says: /StringNotEquals/,
		besides: {'isolation.external-id': 'fail'},
	},
	{
		...id,
		name: 'a second statement for the vendor asks for no external ID',
		account: (healthy) =>
			added(healthy, 'trust-policy', {
				Sid: 'FirstTry',
				Effect: 'Allow',
				Principal: {AWS: creativeForceUser},
				Action: 'sts:AssumeRole',
			}),
		says: /"FirstTry" of the trust policy does not ask for it/,
		blame: {document: 'trust-policy', sid: 'FirstTry', index: 1},
		besides: {'isolation.external-id': 'fail'},
	},
];

const loose: Pick<Failure, 'connections' | 'id' | 'status' | 'blame' | 'after'> = {
	...id,
	id: 'isolation.external-id',
};

const looseIds: readonly Failure[] = [
	{
		...loose,
		name: 'the external ID counts only if one is sent',
		account: asking(externalId, 'StringEqualsIfExists'),
		says: /without any external ID/,
	},
	{
		...loose,
		name: 'any external ID will do',
		account: asking('*', 'StringLike'),
		besides: {'trust.external-id': 'warn'},
		says: /with another external ID too/,
	},
	{
		...loose,
		name: 'every external ID with the right beginning will do',
		account: asking('2f6b0f0e-*', 'StringLike'),
		besides: {'trust.external-id': 'warn'},
		says: /with another external ID too/,
	},
	{
		...loose,
		name: 'the old external ID is accepted besides the agreed one',
		account: asking(['b51a-old-value', externalId]),
		says: /with another external ID too, for example "b51a-old-value"/,
	},
	{
		...loose,
		name: 'the case of the external ID does not count',
		account: asking(externalId, 'StringEqualsIgnoreCase'),
		says: /with another external ID too/,
	},
	{
		...loose,
		name: 'the external ID is asked for with an empty set in mind',
		account: asking(externalId, 'ForAllValues:StringEquals'),
		says: /without any external ID/,
	},
];

/** No agreed external ID, and not exactly one other either. */
const wrongAndLoose: readonly Failure[] = [
	{
		...id,
		name: 'two other external IDs are accepted, and not the agreed one',
		account: asking(['b51a-old-value', 'c62b-older-value']),
		says: /a different value/,
		besides: {'isolation.external-id': 'fail'},
	},
	{
		...id,
		name: 'a pattern of other external IDs is accepted, and not the agreed one',
		account: asking('b51a-*', 'StringLike'),
		says: /a different value/,
		besides: {'isolation.external-id': 'fail'},
	},
	{
		...id,
		name: 'another external ID is accepted in any case, and not the agreed one',
		account: asking('b51a-old', 'StringEqualsIgnoreCase'),
		says: /a different value/,
		besides: {'isolation.external-id': 'fail'},
	},
];

const mfa: Pick<Failure, 'connections' | 'id' | 'status' | 'blame' | 'after'> = {
	...id,
	id: 'trust.mfa',
};

const secondFactors: readonly Failure[] = [
	{
		...mfa,
		name: '"Require MFA" was ticked',
		account: under({...agreed, Bool: {'aws:MultiFactorAuthPresent': 'true'}}),
		says: /multi-factor authentication/,
	},
	{
		...mfa,
		name: 'MFA is asked for where it could be present',
		account: under({...agreed, BoolIfExists: {'aws:MultiFactorAuthPresent': true}}),
		// Access keys send nothing, and a session of them "false": which the vendor has is its own affair.
		status: 'unknown',
		says: /multi-factor authentication/,
	},
	{
		...mfa,
		name: 'the MFA has to be a fresh one',
		account: under({...agreed, NumericLessThan: {'aws:MultiFactorAuthAge': '3600'}}),
		says: /multi-factor authentication/,
	},
	{
		...mfa,
		name: 'a Deny asks everybody for MFA',
		account: (healthy) =>
			added(healthy, 'trust-policy', {
				Sid: 'DenyWithoutMfa',
				Effect: 'Deny',
				Principal: '*',
				Action: 'sts:AssumeRole',
				Condition: {BoolIfExists: {'aws:MultiFactorAuthPresent': 'false'}},
			}),
		says: /"DenyWithoutMfa" of the trust policy/,
		blame: {document: 'trust-policy', sid: 'DenyWithoutMfa', index: 1},
	},
];

/** What the trust policy asks of the vendor. */
export const externalIdFailures: readonly Failure[] = [
	...wrongIds,
	...looseIds,
	...wrongAndLoose,
	...secondFactors,
];
