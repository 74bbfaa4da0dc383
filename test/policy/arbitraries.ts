import * as fc from 'fast-check';
import type {
	AccessRequest,
	ConditionBlock,
	PolicySet,
	RequestContext,
	Statement,
} from '../../source/policy/index.ts';
import {
	account,
	bucketArn,
	objectArn,
	otherAccount,
	otherRole,
	otherRoot,
	role,
	root,
	session,
	user,
} from './requests.ts';

const principals = [role, user, session, otherRole, root, otherRoot, account, otherAccount];
/** The condition keys that statements and requests here speak about. */
export const keys = [
	'aws:PrincipalTag/Tenant',
	's3:prefix',
	'aws:SourceIp',
	'aws:PrincipalArn',
] as const;
const values = ['', 'a', '5', 'true', '203.0.113.7', '2026-01-01', role, 'arn:aws:iam::1:user/a'];

function listOf<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T[]> {
	return fc.array(arbitrary, {minLength: 1, maxLength: 3});
}

/** One of these. */
export const pick = <T>(items: readonly T[]) => fc.constantFrom(...items);
const action = pick(['*', 's3:*', 's3:Get*', 'S3:getobject', 's3:PutObject', 's3:?etObject']);
const resource = pick([
	'*',
	bucketArn,
	`${bucketArn}/*`,
	objectArn,
	`${bucketArn}/\${s3:prefix}*`,
	`${bucketArn}/\${aws:PrincipalTag/Tenant, 'incoming'}/*`,
	`arn:aws:s3:::acme-*/\${s3:prefix}`,
]);
const principal = fc.oneof(
	fc.constant('*' as const),
	fc.record({AWS: listOf(pick([...principals, '*', 'AROAEXAMPLEID']))}),
	fc.constant({CanonicalUser: 'abc'}),
	fc.constant({Service: 's3.amazonaws.com'}),
);
/** An operator with or without its prefix and suffix. */
export const operator = fc
	.tuple(
		pick(['', '', '', 'ForAllValues:', 'ForAnyValue:']),
		pick([
			'StringEquals',
			'StringNotEquals',
			'StringLike',
			'StringNotLike',
			'StringNotEqualsIgnoreCase',
			'NumericLessThan',
			'NumericNotEquals',
			'DateGreaterThan',
			'Bool',
			'IpAddress',
			'NotIpAddress',
			'ArnLike',
			'ArnNotEquals',
			'BinaryEquals',
		]),
		pick(['', '', 'IfExists']),
	)
	.map((parts) => parts.join(''));
const wanted = pick([
	...values,
	'*',
	'203.0.113.0/24',
	'arn:aws:iam::*:role/*',
	`\${aws:PrincipalTag/Tenant}`,
	`arn:aws:iam::1:user/\${s3:prefix}`,
	`x\${s3:prefix}`,
]);
const condition: fc.Arbitrary<ConditionBlock> = fc.dictionary(
	fc.oneof(operator, fc.constant('Null')),
	fc.dictionary(pick(keys), fc.oneof(wanted, listOf(wanted)), {minKeys: 1, maxKeys: 2}),
	{maxKeys: 2},
);

/** A statement as AWS would take it, with a principal for the policy of a resource. */
export function statement(
	effect: fc.Arbitrary<Statement['Effect']>,
	hasPrincipal: boolean,
): fc.Arbitrary<Statement> {
	return fc
		.tuple(
			effect,
			fc.oneof(
				listOf(action).map((Action) => ({Action})),
				listOf(action).map((NotAction) => ({NotAction})),
			),
			fc.oneof(
				listOf(resource).map((Resource) => ({Resource})),
				listOf(resource).map((NotResource) => ({NotResource})),
			),
			hasPrincipal
				? fc.oneof(
						{weight: 4, arbitrary: principal.map((Principal) => ({Principal}))},
						{weight: 1, arbitrary: principal.map((NotPrincipal) => ({NotPrincipal}))},
					)
				: fc.constant({}),
			fc.option(condition, {nil: undefined}),
		)
		.map(([Effect, actions, resources, whom, Condition]) => ({
			Effect,
			...actions,
			...resources,
			...whom,
			...(Condition !== undefined && {Condition}),
		}));
}

/** Allow or Deny. */
export const effect = pick(['Allow', 'Allow', 'Deny'] as const);
/** A few statements. */
export const some = (hasPrincipal: boolean) =>
	fc.array(statement(effect, hasPrincipal), {maxLength: 3});
/** All policies of a decision. */
export const sides = fc.record({
	identity: some(false),
	resource: some(true),
	kind: pick(['bucket', 'key', 'trust'] as const),
	boundary: fc.option(some(false), {nil: undefined}),
});
/** What `sides` makes. */
export type Sides = {
	readonly identity: readonly Statement[];
	readonly resource: readonly Statement[];
	readonly kind: PolicySet['resourceKind'];
	readonly boundary: readonly Statement[] | undefined;
};
/** The value or values of a key. */
export const given = fc.oneof(pick(values), fc.array(pick(values), {maxLength: 2}));
const context: fc.Arbitrary<RequestContext> = fc.record({
	values: fc.dictionary(pick(keys), given),
	others: pick(['absent', 'absent', 'unknown'] as const),
});
/** A request. */
export const asked: fc.Arbitrary<AccessRequest> = fc.record({
	principal: fc.option(pick([role, user, session, otherRole]), {nil: undefined}),
	action: pick(['s3:GetObject', 's3:PutObject']),
	resource: pick([bucketArn, objectArn]),
	resourceAccount: fc.constant(account),
	context,
});
