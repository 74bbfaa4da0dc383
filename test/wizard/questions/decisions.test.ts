import {describe, expect, test} from 'vitest';
import {type Decision, deciding, openDecision} from '../../../source/wizard/questions/decisions.ts';
import {type Known, nothingSeen} from '../../../source/wizard/questions/seen.ts';
import {creativeForceUser, keyArn} from '../../support/connections.ts';
import {encrypted, iconikKnown, knownOf, otherKey, seen} from '../support/known.ts';
import {pictureBarn} from '../support/states.ts';

const steps = ['account', 'bucket', 'encryption', 'role', 'external-id'] as const;

const openOf = (known: Known) => steps.flatMap((step) => openDecision(step, known)?.code ?? []);

function decided(known: Known, decision: Decision | undefined, id: string): Known {
	const option = decision?.options.find((one) => one.id === id);
	expect(option?.answers).toBeDefined();
	return {...known, answers: {...known.answers, ...option?.answers}};
}

test('where the account is as the answers say, nothing is to be decided', () => {
	expect(openOf(knownOf())).toEqual([]);
});

test('without a sign-in, and before anything was seen, nothing is to be decided', () => {
	expect(openOf(knownOf({bucket: 'wrong-name'}, {access: {kind: 'guided'}}))).toEqual([]);
	expect(openOf(knownOf({bucket: 'wrong-name'}, {seen: nothingSeen}))).toEqual([]);
});

const cases: readonly [
	what: string,
	known: Known,
	step: (typeof steps)[number],
	code: Decision['code'],
	by: readonly string[],
	says: string,
][] = [
	[
		'another account',
		knownOf({accountId: '999900001111'}),
		'account',
		'other-account',
		['take', 'keep'],
		'You are signed in to account 111122223333, and your answers name 999900001111.',
	],
	[
		'a bucket that is not there',
		knownOf({bucket: 'acme-asets'}),
		'bucket',
		'no-such-bucket',
		['create'],
		'There is no bucket “acme-asets” in account 111122223333. Create it, or correct the name?',
	],
	[
		'a bucket elsewhere',
		knownOf({region: 'us-east-1', kmsKeyArn: ''}),
		'bucket',
		'region-differs',
		['take'],
		'is in eu-central-1, and your answer was us-east-1',
	],
	[
		'another encryption',
		iconikKnown({encryption: 'DSSE-KMS'}, encrypted('AES256')),
		'encryption',
		'encryption-differs',
		['keep', 'change'],
		'The bucket has SSE-S3. Keep it, or change it to DSSE-KMS?',
	],
	[
		'another key',
		knownOf({kmsKeyArn: otherKey}),
		'encryption',
		'key-differs',
		['keep', 'change'],
		'Keep it, or change the bucket to your key?',
	],
	[
		'a key that is not there',
		knownOf({kmsKeyArn: keyArn.replace('1234abcd', '00000000')}),
		'encryption',
		'no-such-key',
		['keep'],
		'There is no key',
	],
	[
		'a role that is not there',
		knownOf({roleName: 'CreativeForceAcess'}),
		'role',
		'no-such-role',
		['create'],
		'There is no role “CreativeForceAcess” in account 111122223333. Create it, or correct the name?',
	],
	[
		'a role of somebody else',
		knownOf({roleName: 'Admin', rolePath: '/staff/'}),
		'role',
		'role-without-trust',
		['let-in'],
		'it does not trust Creative Force',
	],
	[
		'a role with another path',
		knownOf({rolePath: '/vendors/'}),
		'role',
		'role-path-differs',
		['take'],
		'A role keeps its path.',
	],
	[
		'another external ID',
		knownOf({externalId: 'agreed-upon'}),
		'external-id',
		'external-id-differs',
		['keep 2f6b0f0e-acme', 'change'],
		'asks for another external ID already: 2f6b0f0e-acme',
	],
];

describe.each(cases)('%s', (_what, known, step, code, by, says) => {
	test('is to be decided, in words that say what is there and what was answered', () => {
		const decision = openDecision(step, known);
		expect(decision).toMatchObject({code, step});
		expect(decision?.text).toContain(says);
	});

	test.each(by)('is decided by “%s”, once', (id) => {
		const next = decided(known, openDecision(step, known), id);
		expect(openDecision(step, next)?.code).not.toBe(code);
	});

	test('can be answered again', () => {
		expect(openDecision(step, known)?.options.at(id(code))?.answers).toBeUndefined();
	});
});

/** The safe answer comes first where the other one makes or opens something. */
function id(code: Decision['code']): number {
	return ['no-such-bucket', 'no-such-key', 'no-such-role', 'role-without-trust'].includes(code)
		? 0
		: -1;
}

test('a decision holds for the values that it was about, and for no others', () => {
	const create = {...knownOf({roleName: 'One'})};
	const next = decided(create, openDecision('role', create), 'create');
	expect(openDecision('role', next)).toBeUndefined();
	const renamed = {...next, answers: {...next.answers, roleName: 'Two'}};
	expect(openDecision('role', renamed)?.code).toBe('no-such-role');
	const change = knownOf({encryption: 'SSE-S3'});
	const changed = {...change.answers, ...deciding.changeEncryption(change, 'SSE-S3')};
	expect(openDecision('encryption', knownOf(changed))).toBeUndefined();
	expect(
		openDecision('encryption', knownOf({...changed, encryption: 'SSE-KMS', kmsKeyArn: otherKey}))
			?.code,
	).toBe('key-differs');
});

test('what is decided twice is kept once', () => {
	const known = knownOf();
	const first = {...known, answers: {...known.answers, ...deciding.letIn(known, 'Admin')}};
	expect(deciding.letIn(first, 'Admin')).toEqual({});
	expect(deciding.letIn(first, 'Other')['was-decided']).toContain(first.answers['was-decided']);
});

describe('a decision', () => {
	/** What can be decided so that nothing is left open, and what it is about. */
	const made: readonly [what: string, known: Known, step: (typeof steps)[number], id: string][] = [
		['to create a bucket', knownOf({bucket: 'acme-new'}), 'bucket', 'create'],
		['for another encryption', knownOf({encryption: 'SSE-S3'}), 'encryption', 'change'],
		['for another key', knownOf({kmsKeyArn: otherKey}), 'encryption', 'change'],
		['to create a role', knownOf({roleName: 'New'}), 'role', 'create'],
		['to let the vendor in', knownOf({roleName: 'Admin', rolePath: '/staff/'}), 'role', 'let-in'],
		['for another external ID', knownOf({externalId: 'other-id'}), 'external-id', 'change'],
	];

	const openAfter = (
		known: Known,
		step: (typeof steps)[number],
		id: string,
		changes: Partial<Known>,
	) => {
		const next = decided(known, openDecision(step, known), id);
		expect(openDecision(step, next)).toBeUndefined();
		const {answers = {}, ...others} = changes;
		return openDecision(step, {...next, ...others, answers: {...next.answers, ...answers}})?.code;
	};

	test.each(made)('%s holds in the account for which it was made alone', (_, known, step, id) => {
		const {code} = openDecision(step, known) ?? {};
		expect(
			openAfter(known, step, id, {
				answers: {accountId: '999900001111'},
				signedIn: {accountId: '999900001111', arn: 'arn:aws:iam::999900001111:user/ann'},
			}),
		).toBe(code);
	});

	test.each(made)('%s in practice does not hold for real', (_, known, step, id) => {
		const {code} = openDecision(step, known) ?? {};
		const practised: Known = {...known, access: {kind: 'practice'}};
		expect(openAfter(practised, step, id, {access: known.access})).toBe(code);
	});

	test.each(made.slice(3))(
		'%s holds for the vendor for whom it was made alone',
		(_, known, step, id) => {
			const {code} = openDecision(step, known) ?? {};
			expect(
				openAfter(known, step, id, {
					answers: {vendor: '/profiles/picture-barn.json'},
					profile: pictureBarn,
					seen: {...seen, rolesFor: `/profiles/picture-barn.json ${creativeForceUser}`},
				}),
			).toBe(code);
		},
	);
});

test('an encryption that the vendor does not take is not offered to be kept', () => {
	const decision = openDecision('encryption', knownOf({}, encrypted('aws:kms:dsse', keyArn)));
	expect(decision?.text).toContain('Creative Force does not take that.');
	expect(decision?.options.map(({id: one}) => one)).toEqual(['change', 'correct']);
});

test('an alias, a bare ID and an ARN of the same key are no difference', () => {
	const named = {
		...seen,
		keys: {
			'eu-central-1': {
				status: 'found' as const,
				value: {keys: [{arn: keyArn, aliases: ['alias/acme'], isOfAws: false}], others: 0},
			},
		},
	};
	for (const keyId of ['alias/acme', keyArn.split('/')[1], keyArn]) {
		const changes = {
			seen: {...named, ...encryptionsOf(encrypted('aws:kms', keyId))},
		};
		expect(openDecision('encryption', knownOf({}, changes)), keyId).toBeUndefined();
	}
});

function encryptionsOf({seen: other}: Partial<Known>) {
	return {encryptions: other?.encryptions ?? {}};
}

test('a new bucket has no encryption to be kept', () => {
	const known = knownOf({bucket: 'acme-new', encryption: 'SSE-S3'});
	expect(openOf(decided(known, openDecision('bucket', known), 'create'))).toEqual([]);
});
