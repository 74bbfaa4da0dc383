import {describe, expect, test} from 'vitest';
import {decide, type Statement} from '../../source/policy/index.ts';
import {
	account,
	allow,
	bucketArn,
	complete,
	deny,
	objectArn,
	otherRole,
	otherRoot,
	outcome,
	policies,
	request,
	role,
	root,
	session,
	user,
} from './requests.ts';

const to = (AWS: string | string[], statement: Statement = allow): Statement => ({
	...statement,
	Principal: {AWS},
});
const everybody: Statement = {...allow, Principal: '*'};
const external = {principal: otherRole};
const dependsOnTag: Statement['Condition'] = {StringEquals: {'aws:PrincipalTag/Tenant': 'acme'}};
const tagUnknown = {values: {}, others: 'absent', unknown: ['aws:principaltag/tenant']} as const;

describe('a bucket of the same account', () => {
	test.each([
		['the identity policy alone', {identity: [allow]}, 'Allowed'],
		['the bucket policy naming the role alone', {resource: [to(role)]}, 'Allowed'],
		['the bucket policy naming everybody alone', {resource: [everybody]}, 'Allowed'],
		['no policy at all', {}, 'ImplicitlyDenied'],
		['the account in the bucket policy, nothing else', {resource: [to(root)]}, 'ImplicitlyDenied'],
		['an allow and a deny', {identity: [allow], resource: [to(role, deny)]}, 'ExplicitlyDenied'],
	] as const)('is decided by %s', (_, sides, expected) => {
		expect(outcome(request(), sides)).toBe(expected);
	});
});

describe('a bucket of another account', () => {
	test.each([
		['both sides', {identity: [allow], resource: [to(otherRole)]}, 'Allowed'],
		['both sides, through the account', {identity: [allow], resource: [to(otherRoot)]}, 'Allowed'],
		['its own policy alone', {identity: [allow]}, 'ImplicitlyDenied'],
		['the bucket policy alone', {resource: [to(otherRole)]}, 'ImplicitlyDenied'],
		['the bucket owner alone', {identity: [allow], resource: [to(root)]}, 'ImplicitlyDenied'],
	] as const)('asks for %s', (_, sides, expected) => {
		expect(outcome(request(external), sides)).toBe(expected);
	});

	test('is decided by the bucket policy where the own policies cannot be seen, and says so', () => {
		const sides = policies({identity: 'unseen', resource: [to(otherRole)]});
		expect(decide(request(external), sides)).toMatchObject({
			outcome: 'Allowed',
			assumed: ['identity'],
			statements: [{kind: 'resource', index: 0}],
		});
	});

	test('is denied without the bucket policy also where the own policies cannot be seen', () => {
		const decision = decide(request(external), policies({identity: 'unseen'}));
		expect(decision).toMatchObject({outcome: 'ImplicitlyDenied', missing: ['resource']});
		expect(decision.assumed).toBeUndefined();
	});

	test('limits the principal by its boundary', () => {
		const sides = {identity: [allow], resource: [to(otherRole)], boundary: []};
		expect(outcome(request(external), sides)).toBe('ImplicitlyDenied');
	});
});

describe('a permissions boundary', () => {
	test.each([
		['an identity policy', role, {identity: [allow]}, 'ImplicitlyDenied'],
		['a grant to the role', role, {resource: [to(role)]}, 'ImplicitlyDenied'],
		['a grant to the session', session, {resource: [to(session)]}, 'Allowed'],
		['a grant to the role of a session', session, {resource: [to(role)]}, 'ImplicitlyDenied'],
		['a grant to the user', user, {resource: [to(user)]}, 'Allowed'],
		['a grant to everybody', role, {resource: [everybody]}, 'Allowed'],
	] as const)('without an allow meets %s', (_, principal, sides, expected) => {
		expect(outcome(request({principal}), {...sides, boundary: []})).toBe(expected);
		expect(outcome(request({principal}), {...sides, boundary: [allow]})).toBe('Allowed');
	});

	test('denies explicitly whatever the others allow', () => {
		const sides = {identity: [allow], resource: [everybody], boundary: [allow, deny]};
		expect(outcome(request(), sides)).toBe('ExplicitlyDenied');
	});

	test('is named as missing', () => {
		const decision = decide(request(), policies({identity: [allow], boundary: []}));
		expect(decision.missing).toEqual(['boundary', 'resource']);
	});
});

describe.each(['key', 'trust'] as const)('a %s policy', (kind) => {
	const asked = {action: kind === 'key' ? 'kms:Decrypt' : 'sts:AssumeRole'};
	test.each([
		['naming the role', {resource: [to(role)]}, 'Allowed'],
		['naming the account, which allows', {identity: [allow], resource: [to(root)]}, 'Allowed'],
		['naming the account number', {identity: [allow], resource: [to(account)]}, 'Allowed'],
		['naming the account, which does not', {resource: [to(root)]}, 'ImplicitlyDenied'],
		['naming another', {identity: [allow], resource: [to(user)]}, 'ImplicitlyDenied'],
		['that is missing', {identity: [allow]}, 'ImplicitlyDenied'],
	] as const)('of the same account %s decides', (_, sides, expected) => {
		expect(outcome(request(asked), {...sides, kind})).toBe(expected);
	});

	test('of another account asks for both sides', () => {
		const resource = [to(otherRole)];
		const theirs = request({...asked, ...external});
		expect(outcome(theirs, {resource, kind})).toBe('ImplicitlyDenied');
		expect(outcome(theirs, {resource, identity: [allow], kind})).toBe('Allowed');
	});
});

test('a statement without a resource counts in a trust policy only', () => {
	const {Resource: _, ...statement} = to(role);
	expect(outcome(request(), {resource: [statement], kind: 'trust'})).toBe('Allowed');
	expect(outcome(request(), {resource: [statement], kind: 'key'})).toBe('ImplicitlyDenied');
});

test('a statement without an action, as KMS stores it, does nothing', () => {
	const {Action: _, ...statement} = to(role);
	expect(outcome(request(), {resource: [statement], kind: 'key'})).toBe('ImplicitlyDenied');
});

describe('an anonymous request', () => {
	const anybody = {principal: undefined};
	test('is allowed by a policy for everybody alone', () => {
		expect(outcome(request(anybody), {resource: [everybody]})).toBe('Allowed');
		expect(outcome(request(anybody), {resource: [to('*')]})).toBe('Allowed');
		expect(outcome(request(anybody), {resource: [to(role)]})).toBe('ImplicitlyDenied');
		expect(decide(request(anybody), policies({})).missing).toEqual(['resource']);
	});

	test('is denied by a Deny for all but some', () => {
		const but: Statement = {...deny, NotPrincipal: {AWS: role}};
		expect(outcome(request(anybody), {resource: [everybody, but]})).toBe('ExplicitlyDenied');
	});
});

describe('what is unknown', () => {
	const context = tagUnknown;
	const maybeAllow = {...allow, Condition: dependsOnTag};
	const maybeDeny = {...deny, Condition: dependsOnTag};

	test.each([
		['only a possible allow', {identity: [maybeAllow]}, 'Unknown'],
		['an allow and a possible deny', {identity: [allow, maybeDeny]}, 'Unknown'],
		['a possible allow beside a certain one', {identity: [allow, maybeAllow]}, 'Allowed'],
		['a possible allow and a deny', {identity: [maybeAllow, deny]}, 'ExplicitlyDenied'],
		['no allow and a possible deny', {identity: [maybeDeny]}, 'ImplicitlyDenied'],
	] as const)('with %s', (_, sides, expected) => {
		expect(outcome(request({context}), sides)).toBe(expected);
	});

	test('is reported with the statements and the keys on which it depends', () => {
		const decision = decide(
			request({context}),
			policies({identity: [{...maybeAllow, Sid: 'Tenant'}, maybeDeny]}),
		);
		expect(decision.unknownKeys).toEqual(['aws:PrincipalTag/Tenant']);
		expect(decision.statements).toEqual([
			{policy: 'own', kind: 'identity', sid: 'Tenant', index: 0, effect: 'Allow'},
			{policy: 'own', kind: 'identity', sid: '', index: 1, effect: 'Deny'},
		]);
	});

	test('names the possible denies alone where the allow is certain', () => {
		const sides = policies({identity: [allow, maybeDeny], resource: [to(role, maybeAllow)]});
		expect(decide(request({context}), sides).statements).toMatchObject([{effect: 'Deny'}]);
	});
});

describe('the reasons', () => {
	test('of an allow are the statements of both sides', () => {
		const sides = policies({identity: [allow], resource: [to(otherRole)]});
		expect(decide(request(external), sides).statements).toEqual([
			{policy: 'own', kind: 'identity', sid: '', index: 0, effect: 'Allow'},
			{policy: 'shared', kind: 'resource', sid: '', index: 0, effect: 'Allow'},
		]);
	});

	test('of an explicit denial are the denying statements', () => {
		const resource = [to(role), to(user, deny), {...to(role, deny), Sid: 'No'}];
		expect(decide(request(), policies({resource})).statements).toEqual([
			{policy: 'shared', kind: 'resource', sid: 'No', index: 2, effect: 'Deny'},
		]);
	});

	test('of an implicit denial are the sides without an allow', () => {
		expect(decide(request(), policies({})).missing).toEqual(['identity', 'resource']);
		const bothNeeded = policies({identity: [allow]});
		expect(decide(request(external), bothNeeded).missing).toEqual(['resource']);
		const delegated = policies({resource: [to(root)], kind: 'key'});
		expect(decide(request(), delegated).missing).toEqual(['identity']);
	});

	test.each([
		['resource', {...allow, Resource: bucketArn}],
		['action', {...allow, Action: 's3:PutObject'}],
		['condition', {...allow, Condition: {Bool: {'aws:SecureTransport': 'true'}}}],
	] as const)('point at the %s that alone does not match', (fails, statement) => {
		const decision = decide(
			request({context: complete({'aws:SecureTransport': 'false'})}),
			policies({identity: [statement]}),
		);
		expect(decision.near).toMatchObject([{policy: 'own', index: 0, fails}]);
	});

	test('point at the principal that alone does not match', () => {
		const resource = [to('AROAEXAMPLEID'), to(user, {...allow, Action: 's3:PutObject'})];
		expect(decide(request(), policies({resource})).near).toMatchObject([
			{kind: 'resource', index: 0, fails: 'principal'},
		]);
	});

	test('point at nothing once the request is allowed', () => {
		const sides = policies({identity: [allow, {...allow, Resource: bucketArn}]});
		expect(decide(request(), sides).near).toEqual([]);
	});
});

describe('actions and resources', () => {
	const allowed = (statement: Statement, changes = {}) =>
		outcome(request(changes), {identity: [statement]}) === 'Allowed';

	test.each([
		[{Action: 'S3:getobject'}, true],
		[{Action: ['s3:List*', 's3:Get?bject']}, true],
		[{Action: 's3:Get'}, false],
		[{NotAction: ['s3:put*']}, true],
		[{NotAction: ['s3:put*', 'S3:GET*']}, false],
	] as const)('match an action by %j', (element, expected) => {
		expect(allowed({Effect: 'Allow', Resource: '*', ...element})).toBe(expected);
	});

	test.each([
		[{Resource: `${bucketArn}/*`}, true],
		[{Resource: bucketArn}, false],
		[{Resource: [bucketArn, `${bucketArn}/*.jpg`]}, true],
		[{Resource: `${bucketArn}/Incoming/*`}, false],
		[{NotResource: bucketArn}, true],
		[{NotResource: [bucketArn, objectArn]}, false],
	] as const)('match a resource by %j', (element, expected) => {
		expect(allowed({Effect: 'Allow', Action: '*', ...element})).toBe(expected);
	});

	/** https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html */
	test.each([
		[{Action: [], Resource: '*'}, 'ImplicitlyDenied'],
		[{Action: '*', Resource: []}, 'ImplicitlyDenied'],
		[{NotAction: [], Resource: '*'}, 'Unknown'],
		[{Action: '*', NotResource: []}, 'Unknown'],
		[{Action: '*', Resource: '*', Condition: {StringEquals: {}}}, 'Allowed'],
		[{Action: '*', Resource: '*', Condition: {StringEquals: {'s3:prefix': []}}}, 'Unknown'],
	] as const)('an Allow that leaves something empty, %j: %s', (statement, expected) => {
		expect(outcome(request(), {identity: [{Effect: 'Allow', ...statement}]})).toBe(expected);
	});

	test.each([
		[{Action: [], Resource: '*'}, 'Allowed'],
		[{Action: '*', Resource: []}, 'Allowed'],
		[{NotAction: [], Resource: '*'}, 'Unknown'],
		[{Action: '*', NotResource: []}, 'Unknown'],
		[{Action: '*', Resource: '*', Condition: {StringEquals: {}}}, 'ExplicitlyDenied'],
	] as const)('a Deny that leaves something empty, %j: %s', (statement, expected) => {
		const identity: Statement[] = [allow, {Effect: 'Deny', ...statement}];
		expect(outcome(request(), {identity})).toBe(expected);
	});
});
