import {expect, test} from 'vitest';
import type {Plan, PlanStep} from '../../../source/apply/index.ts';
import {diffLines, failureLines, planText} from '../../../source/commands/apply/text.ts';
import {creativeForce, creativeForceConnection} from '../../support/connections.ts';

const layout = {style: (_format: unknown, text: string) => text};
const about = {connection: creativeForceConnection(), profile: creativeForce};

function planOf(...steps: readonly Partial<PlanStep>[]): Plan {
	return {
		accountId: '111122223333',
		steps: steps.map((step) => ({
			id: 'bucket-policy',
			action: 'update',
			title: 'Bucket policy of acme-assets',
			detail: 'Adds a statement.',
			diff: [],
			...step,
		})),
		untouched: [],
	};
}

test('what an account holds cannot move the cursor or hide', () => {
	const hostile = 'a\u{1B}[2J\u{202E}b';
	const lines = [
		...diffLines([`+${hostile}`, `-${hostile}`, ` ${hostile}`], layout),
		...failureLines(
			[
				{
					id: 'access.list',
					status: 'fail',
					required: true,
					title: hostile,
					reason: hostile,
					fix: '',
					code: 'denied',
				},
			],
			layout,
		),
		planText(planOf({title: hostile, detail: hostile, obstacle: hostile}), about, layout),
		planText({...planOf({}), untouched: [hostile]}, about, layout),
	];
	expect(lines.join('\n').replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
	expect(lines.join('\n')).toContain('\\u001b[2J');
});

test('one reason that stands in the way of everything is said once', () => {
	const obstacle = 'You are signed in to another account.';
	const text = planText(
		planOf({obstacle}, {obstacle, title: 'Key policy of the key'}),
		about,
		layout,
	);
	expect(text.split(obstacle)).toHaveLength(2);
	expect(text).toContain('Bucket policy of acme-assets, Key policy of the key');
});

test('what is not touched is told after the steps, and the count at the end', () => {
	const plan = {...planOf({}, {obstacle: 'No.'}, {action: 'none'}), untouched: ['A Deny stays.']};
	expect(planText(plan, about, layout)).toMatch(
		/~ Bucket policy.*✖ Bucket policy.*✔ Bucket policy.*Not touched\n {2}- A Deny stays\..*1 to create or change, 1 that cannot be done from here, 1 right already$/s,
	);
});
