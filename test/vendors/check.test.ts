import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {checkProfile} from '../../source/vendors/index.ts';
import {brokenForms} from './broken-forms.ts';
import {brokenRules} from './broken-rules.ts';
import {brokenSafety} from './broken-safety.ts';
import {brokenSettings} from './broken-settings.ts';
import {editedProfile, placeOf, profileText} from './edit-profile.ts';

describe('checkProfile names the mistake and its place', () => {
	test.each([...brokenForms, ...brokenRules, ...brokenSafety, ...brokenSettings])(
		'$base: $name',
		(broken) => {
			const text = editedProfile(broken.base, broken.changes);
			const {profile, problems} = checkProfile(text, 'profile.json');
			expect(profile).toBeUndefined();
			const found = problems.filter(({field}) => field === broken.field);
			expect(found, JSON.stringify(problems, null, 1)).toHaveLength(1);
			expect(found[0]?.rule).toMatch(broken.rule);
			expect(found[0]?.place).toEqual(placeOf(text, broken.at));
		},
	);
});

describe('checkProfile', () => {
	test('reports every mistake at once, in the order of the file', () => {
		const text = editedProfile('iconik', {
			id: 'Acme!',
			principal: '283217727627',
			extra: 1,
			more: 2,
			'purposes.0.nedes': [],
			'inputs.0.pattern': '(',
			'form.fields.2.value': '{{nothing}}',
			'documents.0.statements.0.statement.Condition': undefined,
			test: '',
		});
		const {problems} = checkProfile(text, 'x.json');
		expect(problems.map(({field}) => field)).toEqual([
			'id',
			'principal',
			'purposes[0].nedes',
			'inputs[0].pattern',
			'form.fields[2].value',
			'documents[0].statements[0].statement.Condition',
			'test',
			'extra',
			'more',
		]);
	});

	test('gives what would be accepted where the schema knows it', () => {
		const {problems} = checkProfile(editedProfile('iconik', {id: undefined}), 'x.json');
		expect(problems).toMatchObject([{field: 'id', example: 'creative-force'}]);
	});

	test('says of a document what is missing in it', () => {
		const text = editedProfile('iconik', {'documents.0.summary': undefined});
		expect(checkProfile(text, 'x.json').problems).toMatchObject([
			{field: 'documents[0].summary', rule: expect.stringContaining('What the document is for')},
		]);
	});

	test('names the documents that there are', () => {
		const text = editedProfile('iconik', {'documents.0.id': 'bucket-lifecycle'});
		const [problem] = checkProfile(text, 'x.json').problems;
		expect(problem?.rule).toContain('bucket-cors, bucket-notification, queue-policy');
	});

	test('says of a list in the place of the profile what is missing in it', () => {
		expect(checkProfile('[]', 'x.json').problems.length).toBeGreaterThan(5);
	});

	test.each([
		['an empty file', '', 1, 1],
		['a comma too many', '{\n\t"version": 1,\n}', 3, 1],
		['a comment', '{\n// why\n"version": 1}', 2, 1],
		['a text that is not closed', '{\n"version": "1\n}', 2, 12],
		['two values', '{}\n{}', 2, 1],
		['a name given twice', '{"version": 1,\n "version": 1}', 2, 2],
	])('says where %s is', (_name, text, line, column) => {
		const {profile, problems} = checkProfile(text, 'x.json');
		expect(profile).toBeUndefined();
		expect(problems).toMatchObject([{field: 'x.json', place: {line, column}}]);
	});

	test('refuses nesting without end instead of running out of stack', () => {
		expect(checkProfile('['.repeat(100_000), 'x.json').problems).toHaveLength(1);
	});

	test('never throws, and says where, whatever stands in the place of a part', () => {
		const paths = pathsIn(JSON.parse(profileText('creative-force')));
		fc.assert(
			fc.property(fc.constantFrom(...paths), fc.jsonValue({maxDepth: 3}), (path, value) => {
				const text = editedProfile('creative-force', {[path.join('.')]: value});
				const {profile, problems} = checkProfile(text, 'x.json');
				expect(profile === undefined).toBe(problems.length > 0);
				const lines = text.split('\n').length;
				for (const {place, rule} of problems) {
					expect(place?.line).toBeLessThanOrEqual(lines);
					expect(rule).toMatch(/^[A-Z{"].*[.)?]$|: /);
				}
			}),
			{numRuns: 150},
		);
	}, 60_000);

	test('a profile is never taken when part of it is left out that must be there', () => {
		const required = ['version', 'id', 'name', 'article', 'access', 'principal', 'purposes'];
		for (const field of [...required, 'encryption', 'inputs', 'form', 'documents', 'test']) {
			const {problems} = checkProfile(editedProfile('iconik', {[field]: undefined}), 'x.json');
			expect(problems[0]).toMatchObject({field, place: {line: 1, column: 1}});
		}
	});
});

/** Paths of everything inside; names with a dot are left out, since a dot parts the steps here. */
function pathsIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
	const inner =
		typeof value === 'object' && value !== null
			? Object.entries(value).flatMap(([key, item]) =>
					key.includes('.') ? [] : pathsIn(item, [...path, key]),
				)
			: [];
	return path.length === 0 ? inner : [path, ...inner];
}
