import {describe, expect, test} from 'vitest';
import type {Statement} from '../../../source/policy/index.ts';
import {
	absent,
	beginningWith,
	budgetOf,
	chosen,
	findRequest,
	type Goal,
	type KeyState,
	known,
	notKnowable,
	type RequestSet,
} from '../../../source/policy/sets/index.ts';
import {policies} from '../requests.ts';

const account = '111122223333';
const vendor = 'arn:aws:iam::999988887777:role/Vendor';
const bucket = 'arn:aws:s3:::acme';

function requests(
	keys: Readonly<Record<string, KeyState>> = {},
	changes: Partial<RequestSet['requesters'][number]> = {},
): RequestSet {
	return {
		requesters: [{principal: vendor, stateOf: (key) => keys[key] ?? absent, ...changes}],
		asks: [
			{action: 's3:GetObject', resources: [beginningWith(`${bucket}/`)]},
			{action: 's3:ListBucket', resources: [{text: bucket}]},
		],
		resourceAccount: account,
	};
}

const allow: Statement = {
	Effect: 'Allow',
	Principal: {AWS: vendor},
	Action: 's3:GetObject',
	Resource: `${bucket}/*`,
};
const deny: Statement = {...allow, Effect: 'Deny', Principal: '*'};

const find = (
	goal: Goal,
	resource: readonly Statement[],
	set: RequestSet = requests(),
	sides: Parameters<typeof policies>[0] = {},
) => findRequest(goal, set, policies({identity: 'unseen', resource, ...sides}));

describe('what is found', () => {
	test('comes with a request that the point decision confirms', () => {
		expect(find('allowed', [allow])).toMatchObject({
			answer: 'some',
			witness: {
				request: {principal: vendor, action: 's3:GetObject', resource: `${bucket}/example`},
				decision: {outcome: 'Allowed'},
			},
		});
		expect(find('denied', [allow])).toMatchObject({
			answer: 'some',
			witness: {
				request: {action: 's3:ListBucket', resource: bucket},
				decision: {outcome: 'ImplicitlyDenied'},
			},
		});
	});

	test('lies beside what is denied', () => {
		const resource = [allow, {...deny, Resource: [`${bucket}/e*`, `${bucket}/x`]}];
		expect(find('allowed', resource)).toMatchObject({
			witness: {request: {resource: `${bucket}/k`}},
		});
	});

	test('has the values that the requester has to choose, and says nothing about others', () => {
		const set = requests({'aws:useragent': chosen({kind: 'text'}), 's3:versionid': absent});
		const resource = [{...allow, Condition: {StringLike: {'aws:UserAgent': 'curl/*'}}}];
		expect(find('allowed', resource, set)).toMatchObject({
			witness: {request: {context: {values: {'aws:UserAgent': 'curl/'}, others: 'unknown'}}},
		});
		const without = [{...allow, Condition: {StringNotLike: {'aws:UserAgent': '*'}}}];
		expect(find('allowed', without, set)).toMatchObject({
			witness: {request: {context: {values: {}, absent: ['aws:UserAgent']}}},
		});
	});

	test('is told with its requester', () => {
		const nobody = {principal: undefined, stateOf: () => absent};
		const set = requests();
		const both = {...set, requesters: [nobody, ...set.requesters]};
		expect(find('allowed', [allow], both)).toMatchObject({
			witness: {requester: {principal: vendor}},
		});
	});
});

describe('another way in which somebody perhaps asks', () => {
	const place = 't:place';
	const elsewhere = {
		perhaps: {
			keys: [place],
			stateOf: (key: string) => (key === place ? absent : notKnowable()),
		},
	};
	const set = requests({[place]: known('here'), 't:other': notKnowable()}, elsewhere);
	const denying = (Condition: Statement['Condition']) => [
		{...allow, Action: '*', Resource: '*'},
		{...deny, ...(Condition !== undefined && {Condition})},
	];

	test('leaves open what holds there alone, on the key that tells it apart', () => {
		const resource = denying({StringNotEquals: {'T:Place': 'here'}});
		expect(find('denied', resource, set)).toMatchObject({
			answer: 'unknown',
			code: 'keys',
			keys: ['T:Place'],
			example: {
				request: {context: {values: {}, absent: []}},
				decision: {outcome: 'Unknown', unknownKeys: ['T:Place'], statements: [{index: 1}]},
			},
		});
		const allowing = [{...allow, Condition: {Null: {'t:place': 'true'}}}];
		expect(find('allowed', allowing, set)).toMatchObject({answer: 'unknown', keys: ['t:place']});
	});

	test('takes nothing from what is certain as they surely ask', () => {
		const here = denying({StringEquals: {'t:place': 'here'}});
		expect(find('denied', here, set)).toMatchObject({
			answer: 'some',
			witness: {request: {context: {values: {'t:place': 'here'}}}},
		});
		const another = {
			principal: vendor,
			stateOf: () => known('there'),
			perhaps: {keys: [place], stateOf: () => known('here')},
		};
		const both = {...set, requesters: [another, ...set.requesters]};
		expect(find('denied', here, {...set, requesters: [another]})).toMatchObject({
			answer: 'unknown',
			keys: ['t:place'],
		});
		expect(find('denied', here, both)).toMatchObject({answer: 'some'});
	});

	test('is no matter where both ways are denied, or neither, or nothing tells them apart', () => {
		expect(find('denied', denying({StringNotEquals: {'t:place': 'there'}}), set)).toMatchObject({
			answer: 'some',
		});
		const neither = denying({StringEquals: {'t:place': 'there'}});
		expect(find('denied', neither, set)).toEqual({answer: 'none'});
		expect(find('denied', [{...allow, Action: '*', Resource: '*'}], set)).toEqual({
			answer: 'none',
		});
	});

	test('leaves open what is open there for another reason, with the key of that', () => {
		const resource = denying({
			Null: {'t:place': 'true'},
			StringEquals: {'t:other': 'x'},
		});
		expect(find('denied', resource, set)).toMatchObject({answer: 'unknown', keys: ['t:other']});
	});
});

describe('nothing is found', () => {
	test('where every request is denied, or every one allowed', () => {
		expect(find('allowed', [allow, deny])).toEqual({answer: 'none'});
		expect(find('denied', [{...allow, Action: '*', Resource: '*'}])).toEqual({answer: 'none'});
	});

	test('where several patterns deny what each alone does not', () => {
		const parts = [`${bucket}/?`, `${bucket}/??*`];
		expect(find('allowed', [allow, {...deny, Resource: parts}])).toEqual({answer: 'none'});
	});

	test('where conditions leave no value', () => {
		const set = requests({'t:number': chosen({kind: 'number'}, {mayBeAbsent: false})});
		const resource = [
			{...allow, Condition: {NumericLessThan: {'t:Number': '5'}}},
			{...deny, Condition: {NumericLessThanEquals: {'t:Number': '5'}}},
		];
		expect(find('allowed', resource, set)).toEqual({answer: 'none'});
		const gap = [{...allow, Condition: {NumericLessThan: {'t:Number': '6'}}}, ...resource];
		expect(find('allowed', gap, set)).toMatchObject({answer: 'some'});
	});

	test('where a side that has to allow does not', () => {
		const identity: Statement[] = [
			{Effect: 'Allow', Action: 's3:PutObject', Resource: `${bucket}/*`},
		];
		expect(find('allowed', [allow], requests(), {identity})).toEqual({answer: 'none'});
	});

	test('in a set without requests', () => {
		expect(find('denied', [], {...requests(), asks: []})).toEqual({answer: 'none'});
	});
});

describe('what cannot be known', () => {
	const inOffice = [{...allow, Condition: {IpAddress: {'aws:SourceIp': '203.0.113.0/24'}}}];

	test('is said, with the keys that would tell and a request for which it is open', () => {
		const set = requests({'aws:sourceip': notKnowable({kind: 'address'})});
		expect(find('allowed', inOffice, set)).toMatchObject({
			answer: 'unknown',
			code: 'keys',
			keys: ['aws:SourceIp'],
			example: {decision: {outcome: 'Unknown', unknownKeys: ['aws:SourceIp']}},
		});
	});

	test('does not matter where every value leads to the same', () => {
		const set = requests({
			'aws:sourceip': notKnowable({kind: 'address'}, {mayBeAbsent: false}),
		});
		const either = [
			...inOffice,
			{...allow, Condition: {NotIpAddress: {'aws:SourceIp': '203.0.113.0/24'}}},
		];
		expect(find('allowed', either, set)).toMatchObject({answer: 'some'});
		expect(find('allowed', [...either, deny], set)).toEqual({answer: 'none'});
	});

	test('does not matter where the requester can do something about it', () => {
		const set = requests({
			'aws:sourceip': notKnowable({kind: 'address'}),
			's3:versionid': chosen({kind: 'text'}),
		});
		const byVersion = {...allow, Condition: {Null: {'s3:VersionId': 'false'}}};
		expect(find('allowed', [...inOffice, byVersion], set)).toMatchObject({answer: 'some'});
	});

	test('is also whom a denial spares', () => {
		const role = `arn:aws:iam::${account}:role/Own`;
		const spares: Statement = {
			Effect: 'Deny',
			NotPrincipal: {AWS: [role, account]},
			Action: '*',
			Resource: '*',
		};
		const set = requests({}, {principal: role});
		const resource = [{...allow, Principal: '*' as const}, spares];
		expect(find('allowed', resource, set)).toMatchObject({
			answer: 'unknown',
			code: 'keys',
			keys: [],
		});
		expect(find('allowed', resource)).toEqual({answer: 'none'});
	});

	test('is also what the language does not define', () => {
		const resource = [{...allow, Condition: {StringMatches: {'aws:UserAgent': 'curl'}}}];
		const set = requests({'aws:useragent': known('curl')});
		expect(find('allowed', resource, set)).toMatchObject({answer: 'unknown', code: 'keys'});
	});
});

test('a stranger has no value that any statement spells out, even one that has no say', () => {
	const set = requests({'aws:principalorgid': chosen({kind: 'text', isOwn: true})});
	const resource: Statement[] = [
		{...allow, Condition: {StringLike: {'aws:PrincipalOrgID': 'o-?'}}},
		{
			...deny,
			Action: 's3:PutObject',
			Condition: {StringNotEquals: {'aws:PrincipalOrgID': ['o-x', 'o-k', `\${t:other}`]}},
		},
	];
	expect(find('allowed', resource, set)).toMatchObject({
		witness: {request: {context: {values: {'aws:PrincipalOrgID': 'o-w'}}}},
	});
});

describe('policy variables', () => {
	const home = [{...allow, Resource: `${bucket}/\${aws:PrincipalTag/Tenant}/*`}];
	const set = (state: KeyState) => requests({'aws:principaltag/tenant': state});

	test('stand for what is known', () => {
		expect(find('allowed', home, set(known('acme')))).toMatchObject({
			witness: {request: {resource: `${bucket}/acme/example`}},
		});
		expect(find('allowed', home, set(absent))).toEqual({answer: 'none'});
	});

	test('stand for what the requester chooses', () => {
		expect(find('allowed', home, set(chosen({kind: 'text'})))).toMatchObject({
			witness: {request: {context: {values: {'aws:PrincipalTag/Tenant': 'anybody'}}}},
		});
	});

	test('leave it open where a value that was not tried could do', () => {
		const other = [...home, {...deny, Condition: {StringLike: {'aws:PrincipalTag/Tenant': 'a*'}}}];
		expect(find('allowed', other, set(chosen({kind: 'text'})))).toMatchObject({
			answer: 'unknown',
			keys: ['aws:PrincipalTag/Tenant'],
		});
	});

	test('in a condition stand for what they are compared with', () => {
		const same = [
			{...allow, Condition: {StringEquals: {'t:Owner': `x-\${aws:PrincipalTag/Tenant}`}}},
		];
		const keys = {
			't:owner': known('x-acme'),
			'aws:principaltag/tenant': chosen({kind: 'text'}),
		};
		expect(find('allowed', same, requests(keys))).toMatchObject({
			witness: {request: {context: {values: {'aws:PrincipalTag/Tenant': 'acme'}}}},
		});
		expect(find('allowed', same, requests({...keys, 't:owner': known('acme')}))).toEqual({
			answer: 'none',
		});
	});
});

test('too much work is said and never guessed', () => {
	const found = findRequest(
		'allowed',
		requests(),
		policies({identity: 'unseen', resource: [allow]}),
		budgetOf(3),
	);
	expect(found).toEqual({answer: 'unknown', code: 'budget', keys: []});
});

test('actions that no statement tells apart cost no more than one of them', () => {
	const stepsFor = (count: number) => {
		let spent = 0;
		const set: RequestSet = {
			...requests(),
			asks: Array.from({length: count}, (_, index) => ({
				action: `s3:Action${index}`,
				resources: [beginningWith(`${bucket}/`)],
			})),
		};
		findRequest('denied', set, policies({identity: 'unseen', resource: [allow]}), {
			spend: (steps) => {
				spent += steps;
				return true;
			},
			isSpent: () => false,
		});
		return spent;
	};
	expect(stepsFor(50)).toBe(stepsFor(1));
});
