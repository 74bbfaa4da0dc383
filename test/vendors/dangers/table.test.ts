import {describe, expect, test} from 'vitest';
import {dangers} from '../../../source/vendors/dangers/index.ts';
import {checkProfile} from '../../../source/vendors/index.ts';
import {markCodes} from '../../../source/vendors/types.ts';
import {fileAt} from '../../support/source-files.ts';
import {editedProfile} from '../edit-profile.ts';
import {hostileProfiles as others} from './hostile-profiles.ts';
import {hostileSettings} from './hostile-settings.ts';

const hostileProfiles = [...others, ...hostileSettings];

describe('a hostile profile', () => {
	test.each(hostileProfiles.filter(({verdict}) => verdict === 'refused'))(
		'with $clause is refused: $profile',
		({base, changes, clause, field}) => {
			const {profile, problems} = checkProfile(editedProfile(base, changes), 'acme.json');
			expect(profile).toBeUndefined();
			expect(
				problems.filter((problem) => problem.code === clause).map((problem) => problem.field),
				JSON.stringify(problems, null, 1),
			).toContain(field);
		},
	);

	test.each(hostileProfiles.filter(({verdict}) => verdict === 'marked'))(
		'with $clause is marked: $profile',
		({base, changes, clause, names = []}) => {
			const {profile, problems} = checkProfile(editedProfile(base, changes), 'acme.json');
			expect(problems).toEqual([]);
			const found = profile?.origin?.marks.filter(({code}) => code === clause) ?? [];
			expect(found.length).toBeGreaterThan(0);
			expect(found.flatMap((mark) => mark.names)).toEqual(expect.arrayContaining([...names]));
		},
	);

	test.each(Object.entries(dangers))('is there at least three times for %s', (code, {verdict}) => {
		const rows = hostileProfiles.filter(({clause}) => clause === code);
		expect(rows.length).toBeGreaterThanOrEqual(3);
		expect(new Set(rows.map((row) => row.verdict))).toEqual(new Set([verdict]));
	});
});

describe('docs/vendor-profiles.md', () => {
	const {text} = fileAt('docs/vendor-profiles.md');
	const [, refusedPart = '', markedPart = ''] = text.split(/^## What is (?:refused|marked)$/m);
	const rowsOf = (part: string) =>
		[...part.matchAll(/^\| `([a-z-]+)` +\| (.*?) +\|$/gm)].map(([, code, what]) => [code, what]);

	test.each([
		['refused', refusedPart],
		['marked', markedPart],
	] as const)('lists all that is %s, in the order of the table', (verdict, part) => {
		expect(rowsOf(part)).toEqual(
			Object.entries(dangers)
				.filter(([, danger]) => danger.verdict === verdict)
				.map(([code, {what}]) => [code, what]),
		);
	});

	test('and the order of the marks is that of their codes', () => {
		expect(
			Object.entries(dangers).flatMap(([code, {verdict}]) => (verdict === 'marked' ? [code] : [])),
		).toEqual(markCodes);
	});
});
