import {describe, expect, test} from 'vitest';
import type {Obstacle, PlanStep} from '../../../source/apply/index.ts';
import {
	diffLines,
	failureLines,
	planText,
	resultLines,
	roleDemandLines,
} from '../../../source/commands/apply/text.ts';
import {judge} from '../../../source/verify/index.ts';
import {planOf, step} from '../../apply/support/plans.ts';
import {creativeForce, creativeForceConnection} from '../../support/connections.ts';
import {absent, healthySnapshot, withBucket} from '../../support/snapshots.ts';
import {failedCheck} from '../../words/report/reports.ts';

const layout = {style: (_format: unknown, text: string) => text};
const change = {
	kind: 'document',
	document: 'bucket-policy',
	before: undefined,
	after: '{}',
} as const;
const changed = step({id: 'bucket-policy', change});

function blocked(id: PlanStep['id'], obstacle: Obstacle): PlanStep {
	return {id, action: 'update', diff: [], obstacle};
}

test('what an account holds cannot move the cursor or hide', () => {
	const hostile = 'a\u{1B}[2J\u{202E}b';
	const refused = {
		code: 'merge-refused',
		facts: {refusal: {message: hostile, problems: []}},
	} as const;
	const notes = {
		code: 'adds-trust',
		facts: {merge: {changes: [], remarks: [], notes: [hostile]}, takesOutDead: false},
	} as const;
	const lines = [
		...diffLines([`+${hostile}`, `-${hostile}`, ` ${hostile}`], layout),
		...failureLines([{...failedCheck, title: hostile, reason: hostile}], layout),
		...resultLines(hostile, {status: 'failed', detail: hostile, backup: hostile}, layout),
		planText(planOf(blocked('bucket-policy', refused)), layout),
		planText(planOf({id: 'trust-policy', action: 'update', diff: [], detail: notes}), layout),
	];
	expect(lines.join('\n').replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
	expect(lines.join('\n').split('\\u001b[2J').length).toBeGreaterThan(9);
});

test('one reason that stands in the way of everything is said once', () => {
	const elsewhere = () => ({code: 'other-account', facts: {accountId: '999988887777'}}) as const;
	const text = planText(
		planOf(blocked('bucket-policy', elsewhere()), blocked('key-policy', elsewhere())),
		layout,
	);
	expect(text.split('You are signed in to account 999988887777')).toHaveLength(2);
	expect(text).toMatch(/This applies to: Bucket policy of acme-assets, Key policy of [\da-f-]+\./);
});

test('reasons with different facts are said for each step', () => {
	const waits = (step: 'bucket' | 'role'): Obstacle => ({
		code: 'needs-step',
		facts: {step, obstacle: {code: 'bucket-of-another-account', facts: {}}},
	});
	const text = planText(
		planOf(blocked('bucket-policy', waits('bucket')), blocked('key-policy', waits('role'))),
		layout,
	);
	expect(text).toContain('It needs the bucket first.');
	expect(text).toContain('It needs the role first.');
});

test('what is not touched is told after the steps, and the count at the end', () => {
	const connection = creativeForceConnection();
	const snapshot = withBucket(healthySnapshot(connection), {
		ownership: absent('OwnershipControlsNotFoundError'),
	});
	const untouched = judge(snapshot, connection, creativeForce, ['bucket.ownership']);
	const plan = {
		...planOf(changed, blocked('role', {code: 'no-role', facts: {}}), step({id: 'bucket'})),
		untouched,
	};
	expect(planText(plan, layout)).toMatch(
		/~ Bucket policy.*✖ Role.*✔ Bucket acme-assets.*Not touched\n {2}- \S.*1 to create or change, 1 that cannot be done from here, 1 already right$/s,
	);
});

describe('what to do where the role cannot be made', () => {
	const about = planOf();
	const asked = {file: 'acme.json', flags: {}, hasConnection: true};
	const commandIn = (given: Parameters<typeof roleDemandLines>[1]) =>
		roleDemandLines(about, given, layout)[1];

	test('is the command as it was given, with a place for what is demanded', () => {
		expect(commandIn(asked)).toBe(
			'  s3-handshake apply acme.json --permissions-boundary ARN --tag KEY=VALUE',
		);
		expect(
			commandIn({
				file: undefined,
				flags: {roleName: 'A', externalId: "it's"},
				hasConnection: true,
				leastPrivilege: true,
				backups: 'my backups',
				profile: 'work',
				yes: true,
				json: true,
			}),
		).toBe(
			"  s3-handshake apply --role-name A --external-id 'it'\\''s' --least-privilege --backups 'my backups' --profile work --json --yes --permissions-boundary ARN --tag KEY=VALUE",
		);
	});

	test('keeps what was given of it', () => {
		const boundary = 'arn:aws:iam::111122223333:policy/B';
		expect(
			commandIn({...asked, practice: true, permissionsBoundary: boundary, tag: ['A=1', 'B=x y']}),
		).toBe(
			`  s3-handshake apply acme.json --practice --permissions-boundary ${boundary} --tag A=1 --tag 'B=x y'`,
		);
		expect(commandIn({...asked, tag: ['A=1']})).toContain('--permissions-boundary ARN --tag A=1');
	});

	test('is also the way there by hand, with its address', () => {
		const text = roleDemandLines(about, asked, layout).join('\n');
		expect(text).toContain(
			'IAM > Roles > Create role > AWS account > Another AWS account. Account ID 092392787187, external ID 2f6b0f0e-acme, role name CreativeForceAccess.',
		);
		expect(text).toContain('  https://console.aws.amazon.com/iam/home#/roles/create?');
		expect(text).not.toContain('create-role --path');
		const connection = {...about.about.connection, rolePath: '/vendors/'};
		const elsewhere = {...about, about: {...about.about, connection}};
		expect(roleDemandLines(elsewhere, asked, layout).join('\n')).toContain(
			'for /vendors/ use the AWS command line (aws iam create-role --path)',
		);
	});

	test('holds nothing that moves the cursor', () => {
		const hostile = 'a\u{1B}[2Jb';
		const lines = roleDemandLines(about, {...asked, file: hostile, tag: [hostile]}, layout);
		expect(lines.join('')).not.toMatch(/\p{Cc}/u);
	});
});
