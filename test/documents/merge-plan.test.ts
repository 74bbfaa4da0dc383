import {describe, expect, test} from 'vitest';
import type {ExistingStatement} from '../../source/documents/existing-policy.ts';
import {type MergeManner, planMerge} from '../../source/documents/merge-plan.ts';
import {vendorTerms} from '../../source/documents/whose-statement.ts';
import type {Statement} from '../../source/policy/index.ts';
import {iconik, iconikConnection, iconikRole} from '../support/connections.ts';

const connection = iconikConnection();
const terms = vendorTerms('bucket-policy', connection, iconik);
const tag = 'aws:PrincipalTag/IconikSystemDomainId';
const ownId = {[tag]: connection.inputs.systemDomainId ?? ''};
const statement = (Sid: string, more: Partial<Statement> = {}): Statement => ({
	Sid,
	Effect: 'Allow',
	Principal: {AWS: iconikRole},
	Action: 's3:*',
	Resource: 'arn:aws:s3:::acme-assets/*',
	Condition: {StringEquals: ownId},
	...more,
});
const [first, second] = [
	statement('First', {Action: 's3:GetObject'}),
	statement('Second', {Action: 's3:ListBucket', Resource: 'arn:aws:s3:::acme-assets'}),
];
const tls = {Bool: {'aws:SecureTransport': 'true'}};
const narrowed = (Sid: string, more: Partial<Statement> = {}) =>
	statement(Sid, {
		Action: 's3:GetObjectVersion',
		Condition: {StringEquals: ownId, ...tls},
		...more,
	});

function plan(existing: readonly Statement[], how: Partial<MergeManner> = {}) {
	const statements: ExistingStatement[] = existing.map((value, index) => ({
		offset: 0,
		length: 0,
		index,
		sid: value.Sid,
		value: value as unknown as ExistingStatement['value'],
	}));
	return planMerge(
		statements,
		{forMerge: {statements: [first, second], relatedSids: ['Older']}},
		terms,
		{
			manner: 'mend',
			isNarrowing: false,
			canLetIn: () => true,
			canServe: () => true,
			isCovered: () => true,
			...how,
		},
	);
}

const sidsOf = (statements: readonly Statement[]) => statements.map(({Sid}) => Sid);

describe('the plan of a merge', () => {
	test('mends the statement of the same Sid, of an earlier one, or any of the vendor', () => {
		const old = {Action: 's3:GetObjectVersion'};
		const {replaced, added} = plan([statement('Mine', old), statement('Older', old)]);
		expect([...replaced].map(([index, {Sid}]) => [index, Sid])).toEqual([
			[1, 'First'],
			[0, 'Second'],
		]);
		expect(added).toEqual([]);
	});

	test('mends nothing that gives more than ours, and adds ours beside it', () => {
		const {replaced, removed, added} = plan([statement('First')], {isCovered: () => false});
		expect(replaced.size).toBe(0);
		expect(removed).toEqual([]);
		expect(sidsOf(added)).toEqual(['First2', 'Second']);
	});

	test('touches nothing where ours are to stand beside it', () => {
		const {unchanged, replaced, removed, added} = plan(
			[statement('First', {Condition: {}}), statement('Mine')],
			{manner: 'beside', isNarrowing: true},
		);
		expect(unchanged).toEqual([]);
		expect(replaced.size).toBe(0);
		expect(removed).toEqual([]);
		expect(sidsOf(added)).toEqual(['First2', 'Second']);
	});

	test('keeps what the customer asks of the vendor besides its ID, and says so', () => {
		const {replaced, notes} = plan([narrowed('First')]);
		expect(replaced.get(0)).toEqual({...first, Condition: {StringEquals: ownId, ...tls}});
		expect(notes).toContainEqual({
			code: 'condition-kept',
			sid: 'First',
			test: {operator: 'Bool', key: 'aws:SecureTransport', values: ['true'], written: 'true'},
		});
	});

	test('asks in a new statement for what the customer asks in all of the vendor', () => {
		for (const manner of ['mend', 'beside'] as const) {
			const {added} = plan([narrowed('Mine'), narrowed('Yours', {Action: 's3:Get*'})], {
				manner,
				isCovered: () => false,
			});
			expect(added).toEqual(
				[first, second].map((one) => ({...one, Condition: {StringEquals: ownId, ...tls}})),
			);
		}
	});

	test('asks for nothing in a new statement that the customer does not ask everywhere', () => {
		const {added} = plan([narrowed('Mine'), statement('Yours')], {isCovered: () => false});
		expect(added).toEqual([first, second]);
	});

	test('drops a condition that the vendor never meets, and says so', () => {
		const {replaced, notes} = plan([narrowed('First')], {
			canLetIn: ({Condition}) => Condition?.Bool === undefined,
		});
		expect(replaced.get(0)).toEqual(first);
		expect(notes).toContainEqual(
			expect.objectContaining({code: 'condition-dropped', sid: 'First'}),
		);
	});

	test('leaves a statement alone whose condition would keep ours from a part of the needs', () => {
		const {replaced, added, notes} = plan([narrowed('Mine')], {
			canServe: ({Condition}) => Condition?.Bool === undefined,
		});
		expect(replaced.size).toBe(0);
		expect(added).toEqual([first, second]);
		expect(notes).toEqual([]);
	});

	test('leaves a statement alone that lets the vendor in by a condition that ours never meets', () => {
		const {replaced, removed, added} = plan([narrowed('Mine')], {
			isNarrowing: true,
			canLetIn: ({Action, Condition}) =>
				Action === 's3:GetObjectVersion' || Condition?.Bool === undefined,
		});
		expect(replaced.size).toBe(0);
		expect(removed).toEqual([]);
		expect(added).toEqual([first, second]);
	});

	test('removes a further statement of the vendor only to narrow, and none that is narrowed', () => {
		const existing = [first, second, statement('Wide'), narrowed('Mine')] as const;
		expect(plan(existing).removed).toEqual([]);
		const {removed, unchanged, replaced} = plan(existing, {isNarrowing: true});
		expect({removed, unchanged, replaced: replaced.size}).toEqual({
			removed: [2],
			unchanged: [0, 1],
			replaced: 0,
		});
	});

	test("has a further statement that asks for no customer's ID ask for it, and give what it gave", () => {
		const open = statement('Open', {Condition: tls, Action: 's3:GetObjectAcl'});
		const {replaced} = plan([first, second, open]);
		expect([...replaced]).toEqual([[2, {...open, Condition: {StringEquals: ownId, ...tls}}]]);
	});

	test('finds ours under any Sid, written in any way', () => {
		const {Action: _action, ...rest} = first ?? statement('');
		const {unchanged, added} = plan([
			{...rest, Sid: 'Renamed', Action: ['s3:GetObject'], Principal: {AWS: [iconikRole]}},
		]);
		expect(unchanged).toEqual([0]);
		expect(sidsOf(added)).toEqual(['Second']);
	});

	test('gives ours another Sid where one of others has it, and says so', () => {
		const others = statement('First', {Effect: 'Deny', Principal: '*'});
		const {added, notes, replaced} = plan([others, {...others, Sid: 'First2'}]);
		expect(replaced.size).toBe(0);
		expect(sidsOf(added)).toEqual(['First3', 'Second']);
		expect(notes).toEqual([{code: 'other-sid', taken: 'First', sid: 'First3'}]);
	});
});
