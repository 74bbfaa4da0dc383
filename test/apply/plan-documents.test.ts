import {describe, expect, test} from 'vitest';
import type {RolePolicy, Snapshot} from '../../source/account/index.ts';
import {documentText} from '../../source/documents/index.ts';
import type {Statement} from '../../source/policy/index.ts';
import {creativeForceConnection, iconikConnection} from '../support/connections.ts';
import {isEverythingDone, planOf, saidOf, stepOf, textAfter, writing} from '../support/planning.ts';
import {statementTexts} from '../support/policy-texts.ts';
import {
	documentOf,
	found,
	healthySnapshot,
	withBucket,
	withRole,
	withText,
} from '../support/snapshots.ts';

const delivery = creativeForceConnection();
const healthy = healthySnapshot(delivery);
const inline = (name: string, ...Statement: readonly Statement[]): RolePolicy => ({
	kind: 'inline',
	name,
	text: found(documentText({Version: '2012-10-17', Statement})),
});
const withPolicies = (...policies: readonly RolePolicy[]): Snapshot =>
	withRole(healthy, {policies: found(policies)});
const logs: Statement = {Sid: 'Logs', Effect: 'Allow', Action: 'logs:*', Resource: '*'};
const article = documentOf(healthy, 'role-policy').Statement as readonly Statement[];

describe('the role policy', () => {
	const changeIn = (snapshot: Snapshot) => stepOf(planOf(snapshot, delivery), 'role-policy').change;

	test('is one of its own, named after the vendor, where no policy holds its statements', () => {
		const snapshot = withPolicies(inline('Logs', logs));
		expect(changeIn(snapshot)).toMatchObject({
			policyName: 'creative-force-access',
			before: undefined,
		});
	});

	test('takes a free name where its own is taken by something else', () => {
		const snapshot = withPolicies(
			inline('Creative-Force-Access', logs),
			inline('creative-force-access-2', logs),
		);
		expect(changeIn(snapshot)).toMatchObject({policyName: 'creative-force-access-3'});
	});

	test('goes into the policy that holds part of it', () => {
		const snapshot = withPolicies(inline('Logs', logs), inline('Mine', ...article.slice(1)));
		const {policies} = snapshot.role;
		const before = policies.status === 'found' ? policies.value[1]?.text : undefined;
		expect(changeIn(snapshot)).toMatchObject({
			policyName: 'Mine',
			before: before?.status === 'found' ? before.value : '',
		});
	});

	test('leaves a policy alone that uses the Sids for another bucket', () => {
		const other = article.map((statement) => ({
			...statement,
			Resource: ['arn:aws:s3:::other', 'arn:aws:s3:::other/*'],
		}));
		const snapshot = withPolicies(inline('Other', ...other));
		expect(changeIn(snapshot)).toMatchObject({policyName: 'creative-force-access'});
	});

	test('is not needed where managed policies allow the same', () => {
		const text = found(
			documentText({
				Version: '2012-10-17',
				Statement: {Effect: 'Allow', Action: ['s3:*', 'kms:*'], Resource: '*'},
			}),
		);
		const snapshot = withPolicies({
			kind: 'managed',
			name: 'Broad',
			arn: 'arn:aws:iam::aws:policy/Broad',
			text,
		});
		expect(stepOf(planOf(snapshot, delivery), 'role-policy').action).toBe('none');
	});

	const guard = (statement: Statement): Statement => ({
		...statement,
		Condition: {IpAddress: {'aws:SourceIp': '192.0.2.0/24'}},
	});

	test('is left alone where the customer narrowed it by a condition that cannot be known', () => {
		const plan = planOf(withPolicies(inline('Mine', ...article.map(guard))), delivery);
		expect(stepOf(plan, 'role-policy').action).toBe('none');
	});

	test('is needed where only rights to every bucket hang on a condition that cannot be known', () => {
		const guarded = guard({Effect: 'Allow', Action: ['s3:*', 'kms:*'], Resource: '*'});
		expect(changeIn(withPolicies(inline('Mine', guarded)))).toMatchObject({
			policyName: 'creative-force-access',
		});
	});

	test('is needed where a statement narrowed by a condition lacks an action', () => {
		const [first, ...rest] = article.map(guard);
		const snapshot = withPolicies(inline('Mine', {...(first as Statement), Action: []}, ...rest));
		expect(stepOf(planOf(snapshot, delivery), 'role-policy').action).not.toBe('none');
	});

	test('does not fit where the inline policies are too large together', () => {
		const large = (name: string) =>
			inline(name, {...logs, Resource: [`arn:aws:logs:*:*:${'x'.repeat(4900)}`]});
		const plan = planOf(withPolicies(large('A'), large('B')), delivery);
		expect(saidOf(plan, 'role-policy')).toMatch(
			/1\d,\d{3} characters in total, but AWS allows 10,240/,
		);
		expect(writing(planOf(withPolicies(large('A')), delivery))).toEqual(['role-policy']);
	});
});

describe('whoever was deleted', () => {
	const gone: Statement = {
		Effect: 'Allow',
		Principal: {AWS: ['AROAGONEGONE', 'arn:aws:iam::555566667777:role/Other']},
		Action: 's3:GetObject',
		Resource: 'arn:aws:s3:::acme-assets/*',
	};

	test('is taken out where the policy has to be saved anyway', () => {
		const policy = found(documentText({Version: '2012-10-17', Statement: [gone]}));
		const plan = planOf(withBucket(healthy, {policy}), delivery);
		expect(textAfter(plan, 'bucket-policy')).not.toContain('AROA');
		expect(textAfter(plan, 'bucket-policy')).toContain('role/Other');
		expect(stepOf(plan, 'bucket-policy').detail).toMatchObject({facts: {takesOutDead: true}});
	});

	test('is left where there is nothing else to change', () => {
		const {Statement, ...rest} = documentOf(healthy, 'bucket-policy');
		const policy = found(
			documentText({...rest, Statement: [Statement, gone].flat() as Statement[]}),
		);
		expect(isEverythingDone(planOf(withBucket(healthy, {policy}), delivery))).toBe(true);
	});

	test('is taken out of a trust policy too', () => {
		const stranger = {...gone, Action: 'sts:AssumeRole'};
		const {Resource: _resource, ...statement} = stranger;
		const text = documentText({Version: '2012-10-17', Statement: [statement]});
		const after = textAfter(
			planOf(withText(healthy, 'trust-policy', text), delivery),
			'trust-policy',
		);
		expect(after).not.toContain('AROA');
		expect(after).toContain('role/Other');
	});
});

describe("the vendor's own statements", () => {
	test("of an earlier article's Sid are replaced and not doubled", () => {
		const connection = iconikConnection();
		const start = healthySnapshot(connection);
		const [own] = [documentOf(start, 'bucket-policy').Statement].flat() as Statement[];
		const text = documentText({
			Version: '2012-10-17',
			Statement: [{...own, Effect: 'Allow', Sid: 'Statement1', Condition: {}}],
		});
		const after = textAfter(
			planOf(withText(start, 'bucket-policy', text), connection),
			'bucket-policy',
		);
		expect(statementTexts(after)).toHaveLength(1);
		expect(JSON.parse(after).Statement[0]).toEqual(own);
	});
});
