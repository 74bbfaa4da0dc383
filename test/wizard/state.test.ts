import {describe, expect, test} from 'vitest';
import {builtInProfiles} from '../../source/vendors/index.ts';
import {answersFromConnection} from '../../source/wizard/answers.ts';
import {progressOf, stateFromProgress} from '../../source/wizard/progress.ts';
import {deciding} from '../../source/wizard/questions/decisions.ts';
import {
	initialState,
	reduce,
	stateFromAnswers,
	type WizardAction,
	type WizardState,
} from '../../source/wizard/state.ts';
import {applicableSteps, stepMarks} from '../../source/wizard/steps.ts';
import {ann} from './support/accounts.ts';
import {otherKey, seen} from './support/known.ts';
import {now} from './support/services.ts';
import {creativeForceAt} from './support/states.ts';

function profileOf(id: string) {
	const profile = builtInProfiles.find((candidate) => candidate.id === id);
	if (profile === undefined) {
		throw new Error(`no profile ${id}`);
	}

	return profile;
}

const creativeForce = profileOf('creative-force');
const iconik = profileOf('iconik');

const answers = {
	vendor: 'creative-force',
	purpose: 'asset-delivery',
	accountId: '111122223333',
	bucket: 'acme-assets',
	region: 'eu-central-1',
	encryption: 'SSE-KMS',
	kmsKeyArn: 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
	roleName: 'CreativeForceAccess',
	rolePath: '/',
	externalId: '2f6b0f0e-acme',
};

function run(state: WizardState, ...actions: WizardAction[]): WizardState {
	return actions.reduce(reduce, state);
}

function idsOf(state: WizardState): string[] {
	return applicableSteps(state).map((step) => step.id);
}

describe('the order of the steps', () => {
	test('a vendor that takes on a role is asked for role and external ID, not for a tenant', () => {
		expect(idsOf(stateFromAnswers(answers, creativeForce))).toEqual([
			'vendor',
			'account',
			'bucket',
			'encryption',
			'role',
			'external-id',
			'create-role',
			'form',
			'policies',
			'verify',
			'summary',
		]);
	});

	test('a vendor with its own role is asked for the tenant, not for a role', () => {
		const state = run(initialState, {
			type: 'vendor',
			vendor: 'iconik',
			profile: iconik,
		});
		expect(idsOf(state)).toEqual([
			'vendor',
			'account',
			'bucket',
			'encryption',
			'inputs',
			'form',
			'policies',
			'verify',
			'summary',
		]);
	});

	test('going back from the last step to the first and forward again keeps every answer', () => {
		let state = stateFromAnswers(answers, creativeForce);
		state = run(state, {type: 'next'}, {type: 'next'});
		expect(state.step).toBe('summary');
		const count = applicableSteps(state).length - 1;
		for (let index = 0; index < count; index++) {
			state = reduce(state, {type: 'back'});
		}

		expect(state.step).toBe('vendor');
		for (let index = 0; index < count; index++) {
			state = reduce(state, {type: 'next'});
		}

		expect(state.step).toBe('summary');
		expect(state.answers).toEqual(answers);
	});

	test('back on the first step and next on the last step stay where they are', () => {
		expect(reduce(initialState, {type: 'back'}).step).toBe('vendor');
		const policies = stateFromAnswers(answers, creativeForce);
		const last = run(policies, {type: 'next'}, {type: 'next'}, {type: 'next'});
		expect(last.step).toBe('summary');
	});
});

describe('answers that no longer fit', () => {
	test('changing the region marks the encryption step, whose key lies in the old one', () => {
		const state = run(
			stateFromAnswers(answers, creativeForce),
			{type: 'go', step: 'bucket'},
			{type: 'answer', answers: {region: 'us-east-1'}},
		);
		const marks = stepMarks(state);
		expect(marks.find(({id}) => id === 'encryption')?.state).toBe('stale');
		expect(marks.find(({id}) => id === 'role')?.state).toBe('done');
	});

	test('next stays at a step that does not fit itself, where the following one needs all answers', () => {
		const state = run(
			stateFromAnswers(answers, creativeForce),
			{type: 'go', step: 'external-id'},
			{type: 'answer', answers: {externalId: ''}},
			{type: 'next'},
		);
		expect(state.step).toBe('external-id');
	});

	test('a step that is passed again stands once among those that were passed', () => {
		const once = stateFromAnswers(answers, creativeForce);
		const again = run(once, {type: 'go', step: 'account'}, {type: 'next'});
		expect(again.passed.toSorted()).toEqual(once.passed.toSorted());
	});

	test('next leads to the step that no longer fits before anything that needs all answers', () => {
		const state = run(
			stateFromAnswers(answers, creativeForce),
			{type: 'answer', answers: {region: 'us-east-1'}},
			{type: 'go', step: 'external-id'},
			{type: 'next'},
		);
		expect(state.step).toBe('encryption');
	});

	const iconikIn = (state: WizardState) =>
		reduce(state, {type: 'vendor', vendor: 'iconik', profile: iconik});

	test('another vendor keeps what describes the side of the customer, and nothing that the one before gave', () => {
		const all = {
			...answers,
			'new-bucket': 'yes',
			decided: '["let-in","CreativeForceAccess"]',
			'meant-example': '2f6b0f0e-acme',
			principal: 'arn:aws:iam::444455556666:user/vendor',
			queueArn: 'arn:aws:sqs:eu-central-1:111122223333:events',
			folder: 'landing',
			...answersFromConnection({systemDomainId: 'of-another-product'}),
		};
		const state = iconikIn(
			creativeForceAt('vendor', {answers: all, copied: {'form:Bucket': 'acme-assets'}}),
		);
		const {bucket, region, accountId, encryption, kmsKeyArn} = answers;
		expect(state.answers).toEqual({
			vendor: 'iconik',
			bucket,
			'new-bucket': 'yes',
			region,
			accountId,
			encryption,
			kmsKeyArn,
		});
		expect(state.copied).toEqual({});
	});

	test.each([
		['is kept where both vendors ask for it alike', 'required', 'required', 'landing'],
		['is not where one leaves it open', 'required', 'optional', undefined],
		['is not where one has its own alone', undefined, undefined, undefined],
	] as const)('a folder %s', (_what, before, after, folder) => {
		const asking = (asked: 'required' | 'optional' | undefined) => ({
			example: 'landing',
			where: 'In the bucket.',
			...(asked === undefined ? {fixed: 'vendor'} : {asked}),
		});
		const {answers: left} = run(
			creativeForceAt('vendor', {
				answers: {...answers, folder: 'landing'},
				profile: {...creativeForce, folder: asking(before)},
			}),
			{type: 'vendor', vendor: 'iconik', profile: {...iconik, folder: asking(after)}},
		);
		expect(left.folder).toBe(folder);
	});

	test('the first vendor keeps all that was given before', () => {
		const {vendor: _, ...given} = answers;
		const state = run(
			{...initialState, answers: given},
			{type: 'vendor', vendor: 'creative-force', profile: creativeForce},
		);
		expect(state.answers).toEqual(answers);
	});

	test('the same vendor chosen again keeps everything', () => {
		const state = creativeForceAt('vendor', {copied: {'form:Bucket': 'acme-assets'}});
		const again = run(state, {type: 'vendor', vendor: 'creative-force', profile: creativeForce});
		expect(again).toEqual(state);
	});

	test('the same vendor chosen again keeps the purpose', () => {
		const state = run(stateFromAnswers(answers, creativeForce), {
			type: 'vendor',
			vendor: 'creative-force',
			profile: creativeForce,
		});
		expect(state.answers['purpose']).toBe('asset-delivery');
	});
});

describe('a state from answers', () => {
	test('all answers lead to the policies', () => {
		const state = stateFromAnswers(answers, creativeForce);
		expect(state.step).toBe('policies');
		expect(state.passed).toContain('form');
	});

	test('a missing answer leads to its step', () => {
		const {externalId: _, ...others} = answers;
		const state = stateFromAnswers(others, creativeForce);
		expect(state.step).toBe('external-id');
		expect(state.passed).toEqual(['vendor', 'account', 'bucket', 'encryption', 'role']);
	});
});

describe('what was copied and pasted', () => {
	test('a copied text is remembered under its name', () => {
		const state = run(initialState, {
			type: 'copied',
			name: 'role-policy',
			text: '{}',
			way: 'terminal',
		});
		expect(state.copyWays).toEqual({'role-policy': 'terminal'});
		expect(state.copied).toEqual({'role-policy': '{}'});
	});

	test('a pasted policy can be taken back', () => {
		const pasted = run(initialState, {
			type: 'existing',
			document: 'bucket-policy',
			text: '{}',
		});
		expect(pasted.existing).toEqual({'bucket-policy': '{}'});
		const taken = run(pasted, {
			type: 'existing',
			document: 'bucket-policy',
			text: undefined,
		});
		expect(taken.existing).toEqual({});
	});

	test('what the account holds of the role is forgotten with another role, and what was pasted is not', () => {
		const there = [
			['trust-policy', {status: 'there'}],
			['role-policy', {status: 'there', policyName: 'VendorAccess'}],
			['bucket-policy', {status: 'there'}],
			['key-policy', {status: 'none'}],
		] as const;
		const looked = there.reduce<WizardState>(
			(state, [document, inAccount]) =>
				run(state, {
					type: 'existing',
					document,
					text: inAccount.status === 'none' ? undefined : '{}',
					inAccount,
				}),
			creativeForceAt('policies'),
		);
		const same = run(looked, {type: 'answer', answers: {roleName: 'CreativeForceAccess'}});
		expect(same.existing).toEqual(looked.existing);
		const other = run(looked, {type: 'answer', answers: {roleName: 'Other'}});
		expect(other.existing).toEqual({'bucket-policy': '{}'});
		expect(other.inAccount).toEqual({
			'bucket-policy': {status: 'there'},
			'key-policy': {status: 'none'},
		});
		const pasted = run(looked, {type: 'existing', document: 'trust-policy', text: '{"Id":"1"}'});
		expect(
			run(pasted, {type: 'answer', answers: {roleName: 'Other'}}).existing['trust-policy'],
		).toBe('{"Id":"1"}');
	});

	test('what one account holds is not taken for what another one does', () => {
		const looked = run(creativeForceAt('policies', {signedIn: ann}), {
			type: 'existing',
			document: 'bucket-policy',
			text: '{}',
			inAccount: {status: 'there'},
		});
		const access = {kind: 'profile', profile: 'work'} as const;
		expect(run(looked, {type: 'access', access, signedIn: ann}).existing).toEqual(looked.existing);
		const other = {...ann, accountId: '999922223333'};
		expect(run(looked, {type: 'access', access, signedIn: other}).existing).toEqual({});
	});

	test('a narrower document is that of its vendor, and not carried over to another', () => {
		const narrower = run(creativeForceAt('policies'), {
			type: 'narrower',
			document: 'bucket-policy',
		});
		const again = run(narrower, {
			type: 'vendor',
			vendor: 'creative-force',
			profile: creativeForce,
		});
		expect(again.narrower).toEqual(['bucket-policy']);
		expect(run(narrower, {type: 'vendor', vendor: 'iconik', profile: iconik}).narrower).toEqual([]);
	});

	test('asking twice for the narrower document gives the article’s again', () => {
		const once = run(initialState, {
			type: 'narrower',
			document: 'bucket-policy',
		});
		expect(once.narrower).toEqual(['bucket-policy']);
		expect(run(once, {type: 'narrower', document: 'bucket-policy'}).narrower).toEqual([]);
	});
});

describe('the way into the account', () => {
	const arn = 'arn:aws:iam::111122223333:user/ann';
	const signedIn = run(initialState, {
		type: 'access',
		access: {kind: 'profile', profile: 'work'},
		signedIn: {accountId: '111122223333', arn},
	});

	test('is none at first', () => {
		expect(initialState.access).toEqual({kind: 'guided'});
	});

	test('another one forgets who was signed in, and what was found', () => {
		const looked = run(signedIn, {
			type: 'verified',
			verdict: 'fail',
			failed: 2,
			at: '2026-03-04T10:00:00.000Z',
		});
		expect(looked).toMatchObject({
			signedIn: {arn},
			verified: {verdict: 'fail', failed: 2, at: '2026-03-04T10:00:00.000Z'},
		});
		const without = run(looked, {type: 'access', access: {kind: 'guided'}});
		expect(without.access).toEqual({kind: 'guided'});
		expect(without).not.toHaveProperty('signedIn');
		expect(without).not.toHaveProperty('verified');
	});

	test('leaves answers and pasted documents alone', () => {
		const pasted = run(
			stateFromAnswers(answers, creativeForce),
			{type: 'pasted', document: 'trust-policy', text: '{}'},
			{type: 'access', access: {kind: 'environment'}},
		);
		expect(pasted.pasted).toEqual({'trust-policy': '{}'});
		expect(pasted.answers).toEqual(answers);
	});
});

describe('documents of the account', () => {
	const documents = [
		'role-policy',
		'trust-policy',
		'bucket-policy',
		'key-policy',
		'bucket-cors',
		'bucket-notification',
		'queue-policy',
	] as const;
	const texts = Object.fromEntries(documents.map((id) => [id, id]));
	const holding = creativeForceAt('policies', {existing: texts, pasted: texts});
	const change = (given: WizardState['answers']) =>
		run(holding, {type: 'answer', answers: given}, {type: 'go', step: 'verify'});
	const ofBucket = ['bucket-policy', 'bucket-cors', 'bucket-notification'];
	const ofRole = ['role-policy', 'trust-policy'];

	test.each([
		['bucket', {bucket: 'acme-other'}, ofBucket],
		['key', {kmsKeyArn: otherKey}, ['key-policy']],
		['role', {roleName: 'Other'}, ofRole],
		['account', {accountId: '999900001111'}, ofRole],
		['queue', {queueArn: 'arn:aws:sqs:eu-central-1:111122223333:other'}, ['queue-policy']],
	] as const)('are forgotten where the answers name another %s', (_what, given, gone) => {
		const {existing, pasted} = change(given);
		const kept = documents.filter((id) => !(gone as readonly string[]).includes(id));
		expect(Object.keys(existing)).toEqual(kept);
		expect(pasted).toEqual(existing);
	});

	test('stay where an answer was only begun to be changed, and where it is about none of them', () => {
		expect(change({externalId: 'another-one'})).toMatchObject({existing: texts, pasted: texts});
		const back = run(
			holding,
			{type: 'answer', answers: {bucket: 'acme-asset'}},
			{type: 'answer', answers: {bucket: 'acme-assets'}},
			{type: 'next'},
		);
		expect(back).toMatchObject({existing: texts, pasted: texts});
		expect(back).not.toHaveProperty('heldFor');
	});

	test('of practice are none of an account', () => {
		const practice = run(holding, {type: 'access', access: {kind: 'practice'}}, {type: 'next'});
		expect(practice.existing).toEqual({});
		expect(practice.pasted).toEqual({});
	});

	test('are not kept for something else where the wizard is left while one types', () => {
		const typing = reduce(holding, {type: 'answer', answers: {kmsKeyArn: otherKey}});
		expect(typing.existing).toEqual(texts);
		expect(progressOf(typing, now).existing).not.toHaveProperty('key-policy');
		expect(progressOf(typing, now).existing).toHaveProperty('bucket-policy');
	});

	test('that are given later are those of the answers', () => {
		const given = run(
			holding,
			{type: 'answer', answers: {kmsKeyArn: otherKey}},
			{type: 'existing', document: 'key-policy', text: 'of the other key'},
			{type: 'next'},
		);
		expect(given.existing).toMatchObject({...texts, 'key-policy': 'of the other key'});
		expect(given.pasted).not.toHaveProperty('key-policy');
	});
});

describe('the account of a sign-in', () => {
	const named = {accountId: ann.accountId};
	const into = (access: WizardState['access']): WizardAction => ({
		type: 'access',
		access,
		...(access.kind === 'guided' ? {} : {signedIn: ann}),
	});
	const atAccount = creativeForceAt('account', {answers: {vendor: 'creative-force'}});
	const practised = run(atAccount, into({kind: 'practice'}), {type: 'answer', answers: named});

	test.each<[string, WizardState['access']]>([
		['without AWS', {kind: 'guided'}],
		['with credentials', {kind: 'profile', profile: 'work'}],
	])('goes with it, so that the one of practice is none of an answer %s', (_how, access) => {
		expect(practised.answers.accountId).toBe('111122223333');
		const left = reduce(practised, into(access));
		expect(left.answers).toEqual({vendor: 'creative-force'});
		expect(left).not.toHaveProperty('isAccountOfSignIn');
	});

	test('goes also after the program was started anew', () => {
		const kept = stateFromProgress(progressOf(practised, now), creativeForce);
		expect(reduce(kept, into({kind: 'guided'})).answers.accountId).toBeUndefined();
	});

	test('stays while one signs in by the same way again', () => {
		const again = reduce(practised, into({kind: 'practice'}));
		expect(again.answers.accountId).toBe('111122223333');
		expect(reduce(again, into({kind: 'guided'})).answers.accountId).toBeUndefined();
	});

	test('stays where somebody has named it, before or after', () => {
		const before = run(
			atAccount,
			{type: 'answer', answers: named},
			into({kind: 'practice'}),
			{type: 'answer', answers: named},
			into({kind: 'guided'}),
		);
		expect(before.answers.accountId).toBe('111122223333');
		const after = run(
			practised,
			{type: 'answer', answers: {accountId: '999900001111'}},
			into({kind: 'guided'}),
		);
		expect(after.answers.accountId).toBe('999900001111');
	});
});

describe('the mark of the verification', () => {
	const markOf = (state: WizardState) => stepMarks(state).find(({id}) => id === 'verify')?.state;
	const past = run(
		stateFromAnswers(answers, creativeForce),
		{type: 'go', step: 'verify'},
		{type: 'next'},
	);

	test('an answer that changes takes it away', () => {
		const verified = reduce(past, {
			type: 'verified',
			verdict: 'pass',
			failed: 0,
			at: '2026-03-04T10:00:00.000Z',
		});
		const changed = reduce(verified, {type: 'answer', answers: {externalId: 'another-one'}});
		expect(markOf(verified)).toBe('done');
		expect(markOf(changed)).toBe('todo');
		expect(changed).not.toHaveProperty('verified');
	});

	test('going past it without a check is not done', () => {
		expect(past.passed).toContain('verify');
		expect(markOf(past)).toBe('todo');
	});

	test.each([
		['pass', 'done'],
		['fail', 'stale'],
		['unknown', 'todo'],
	] as const)('a verdict of %s shows as %s', (verdict, mark) => {
		expect(
			markOf(reduce(past, {type: 'verified', verdict, failed: 0, at: '2026-03-04T10:00:00.000Z'})),
		).toBe(mark);
	});
});

describe('what is to be decided', () => {
	const next = (state: WizardState) => reduce(state, {type: 'next'});
	const atPolicies = (): WizardState => ({
		...creativeForceAt('policies'),
		access: {kind: 'profile', profile: 'work'},
		signedIn: ann,
		seen: {...seen, buckets: {status: 'found', value: []}},
	});

	test('comes before the changes, and then the way goes on to them', () => {
		const asked = next(atPolicies());
		expect(asked.step).toBe('bucket');
		const decided = reduce(asked, {
			type: 'answer',
			answers: deciding.createBucket(asked, asked.answers.bucket ?? ''),
		});
		expect(next(decided).step).toBe('apply');
		expect(next(decided).returnTo).toBeUndefined();
	});

	test('is whether to create a bucket once more where one looks elsewhere', () => {
		const asked = next(atPolicies());
		const answers = deciding.createBucket(asked, asked.answers.bucket ?? '');
		const decided = reduce(asked, {type: 'answer', answers});
		const to = (access: WizardState['access']) =>
			reduce(decided, {type: 'access', access, signedIn: ann}).answers['new-bucket'];
		expect(to({kind: 'profile', profile: 'work'})).toBe('yes');
		expect(to({kind: 'profile', profile: 'home'})).toBe('no');
		expect(to({kind: 'practice'})).toBe('no');
		expect(to({kind: 'guided'})).toBe('no');
	});

	test('is left by going back', () => {
		const left = reduce(next(atPolicies()), {type: 'back'});
		expect(left).toMatchObject({step: 'account'});
		expect(left.returnTo).toBeUndefined();
	});

	test('is seen of the account that one is signed in to, and of no other', () => {
		const other = reduce(atPolicies(), {type: 'seen', accountId: '999900001111', seen: {}});
		expect(other.seen?.buckets).toEqual({status: 'found', value: []});
		const changed = reduce(atPolicies(), {type: 'access', access: {kind: 'guided'}});
		expect(changed.seen).toBeUndefined();
	});

	test('is judged for this vendor, as far as it is about keys', () => {
		const other = reduce(atPolicies(), {type: 'vendor', vendor: 'iconik', profile: iconik});
		expect(other.seen).toMatchObject({encryptions: seen.encryptions, keys: {}});
		const late = {type: 'seen', accountId: ann.accountId, seen: {keys: seen.keys}} as const;
		expect(reduce(other, {...late, vendor: 'creative-force'}).seen?.keys).toEqual({});
		expect(reduce(other, {...late, vendor: 'iconik'}).seen?.keys).toEqual(seen.keys);
	});
});

describe('signing in', () => {
	const as = {access: {kind: 'profile', profile: 'work'}, signedIn: ann} as const;

	test('counts only once one has said that it is the right account', () => {
		const asked = run(creativeForceAt('role'), {type: 'sign-in'}, {type: 'identified', as});
		expect(asked).toMatchObject({access: {kind: 'guided'}, proposed: as});
		expect(asked).not.toHaveProperty('signedIn');
		const left = run(asked, {type: 'back'});
		expect(left).toEqual(creativeForceAt('role'));
		const meant = run(asked, {type: 'access', ...as}, {type: 'next'});
		expect(meant).toMatchObject({step: 'role', ...as});
		expect(meant).not.toHaveProperty('proposed');
	});

	test('from anywhere leads back there', () => {
		const away = reduce(creativeForceAt('role'), {type: 'sign-in'});
		expect(away.step).toBe('account');
		expect(reduce(away, {type: 'next'})).toMatchObject({step: 'role'});
		expect(reduce(away, {type: 'back'})).toMatchObject({step: 'role'});
	});

	test('makes the step superfluous in which the role is created by hand', () => {
		const away = reduce(creativeForceAt('create-role'), {type: 'sign-in'});
		const signed = reduce(away, {
			type: 'access',
			access: {kind: 'profile', profile: 'work'},
			signedIn: ann,
		});
		expect(reduce(signed, {type: 'next'}).step).toBe('policies');
		expect(stepMarks(signed).map(({id}) => id)).not.toContain('create-role');
	});
});
