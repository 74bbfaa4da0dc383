import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {documentText} from '../../../source/documents/index.ts';
import {UserError} from '../../../source/errors.ts';
import {type ProposedMerge, proposeMergeInto} from '../../../source/verify/index.ts';
import {patience, report, runs} from '../../policy/sets/runs.ts';
import {expectGiving, kinds, losersOf, subjectOf} from './laws.ts';

describe('It proposes no change that gives anything to anybody but the vendor', () => {
	test.each(kinds)(
		'a merge into a $id gives the vendor what it needs and takes nothing from others',
		{
			timeout: patience,
		},
		(kind) => {
			const {id, policies} = kind;
			const subject = subjectOf(kind);
			const counts = {proposed: 0, 'left alone': 0, 'refused for its size': 0};
			const parameters = runs(120);
			const started = performance.now();
			fc.assert(
				fc.property(policies, fc.boolean(), (document, leastPrivilege) => {
					let merged: ProposedMerge;
					try {
						merged = proposeMergeInto(documentText(document), id, subject, {leastPrivilege});
					} catch (error) {
						// Only what AWS would not store for its size is refused: else a statement of its own would do.
						expect(error).toBeInstanceOf(UserError);
						expect(String(error)).toMatch(/too long|characters|bytes|limit/i);
						counts['refused for its size'] += 1;
						return;
					}

					counts[merged.changed ? 'proposed' : 'left alone'] += 1;
					expect(merged.losses.filter(({party}) => /own|named|anybody/.test(party))).toEqual([]);
					expectGiving(kind, document, merged.document, losersOf(merged));
					const again = proposeMergeInto(merged.text, id, subject, {leastPrivilege});
					expect(again.changed, merged.text).toBe(false);
					expect(again.text).toBe(merged.text);
				}),
				parameters,
			);
			report(`merges into a ${id} ${JSON.stringify(counts)}`, parameters, started);
			expect(counts.proposed).toBeGreaterThan(0);
			expect(counts['left alone']).toBeGreaterThan(0);
		},
	);
});
