import type {StatementReference} from '../policy/index.ts';
import type {ResourceDocument} from './corrections.ts';
import {exceptionCorrection, roleRemovalCorrection} from './exceptions.ts';
import type {Details} from './finding.ts';
import type {Policies} from './rulings.ts';
import type {Situation} from './situation.ts';
import {type QuotedStatement, quotedFrom} from './statements.ts';

/** A Deny statement that hits the vendor, or might. */
export type Denial = QuotedStatement & {
	/** How many more statements do so too. */
	readonly others: number;
};

/** What denies the vendor, or might, as one of the facts of a finding, and what stands beside these. */
export function denialBy(
	situation: Situation,
	policies: Policies,
	references: readonly [StatementReference, ...StatementReference[]],
	resource: ResourceDocument,
): {readonly denial: Denial; readonly details: Pick<Details, 'blame' | 'correction'>} {
	const [first, ...others] = references;
	const quoted = quotedFrom(policies, first, resource);
	return {
		denial: {...quoted, others: others.length},
		details: {
			blame: quoted.place,
			correction:
				first.kind === 'identity'
					? roleRemovalCorrection(situation, references)
					: exceptionCorrection(situation, resource, references, situation.principal),
		},
	};
}
