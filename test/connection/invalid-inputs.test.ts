import {describe, expect, test} from 'vitest';
import {connectionProblems} from '../../source/connection/index.ts';
import {formatProblem} from '../../source/problems.ts';
import {invalidInputs} from './invalid-inputs/index.ts';
import {changedFile, profiles} from './profiles.ts';

const cases = invalidInputs.flatMap(({field, vendor = 'creative-force', given, rule, values}) =>
	values.map((value) => ({
		field,
		vendor,
		given,
		rule,
		value,
		shown: JSON.stringify(value),
	})),
);

describe('what people get wrong', () => {
	test('is listed at length', () => {
		expect(cases.length).toBeGreaterThanOrEqual(300);
	});

	test.each(cases)('$vendor: $field $shown is told exactly', (invalid) => {
		const file = changedFile(invalid.vendor, {
			...invalid.given,
			[invalid.field]: invalid.value,
		});
		const problems = connectionProblems(file, profiles[invalid.vendor]);

		expect(problems.map(({field, rule}) => ({field, rule}))).toEqual([
			{field: invalid.field, rule: invalid.rule},
		]);
	});
});

describe('an example', () => {
	test.each(cases)('$vendor: $field $shown comes with one that is accepted', (invalid) => {
		const file = changedFile(invalid.vendor, {
			...invalid.given,
			[invalid.field]: invalid.value,
		});
		const [problem] = connectionProblems(file, profiles[invalid.vendor]);
		const example = problem?.example;

		if (example === undefined) {
			expect(problem?.rule).toMatch(/no field with this name|leave this field out/);
		} else {
			const value = invalid.field === 'version' ? Number(example) : example;
			const mended = {...file, [invalid.field]: value};
			const remaining = connectionProblems(mended, profiles[invalid.vendor]);

			expect(remaining.filter(({field}) => field === invalid.field)).toEqual([]);
		}
	});
});

describe('the text of a problem', () => {
	const text = (change: Readonly<Record<string, unknown>>) =>
		connectionProblems(changedFile('creative-force', change), profiles['creative-force'])
			.map(formatProblem)
			.join('\n');

	test('names the field, the value, the rule and an example', () => {
		expect(text({externalId: '2f6b0f0e-acme '})).toBe(
			[
				'externalId: "2f6b0f0e-acme "',
				'  White space surrounds the value: there is a space at the end. Remove it.',
				'  Example: 2f6b0f0e-acme',
			].join('\n'),
		);
	});

	test('shows no value where none was given', () => {
		expect(text({bucket: undefined})).toBe(
			['bucket', '  This field is missing: Bucket name.', '  Example: acme-assets'].join('\n'),
		);
	});

	test('shows values that are no text as the file writes them', () => {
		expect(text({accountId: 111122223333})).toContain('accountId: "111122223333"');
		expect(text({bucket: ['acme']})).toContain('["acme"]');
	});

	test('lets nothing from the file reach the terminal', () => {
		const shown = text({
			roleName: '\u001b[2Jx\u202e',
			'\u001b]0;x\u0007': 1,
		});

		expect(shown).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
		expect(shown).toContain('\\u001b[2Jx\\u202e');
	});
});
