import {type Details, type Found, unknown} from './finding.ts';
import type {AllRuling} from './set-rulings.ts';
import type {NoFacts, SharedFindings} from './shared-findings.ts';
import type {Unseen} from './situation.ts';

type Undecided =
	| Found<'not-seen', SharedFindings['not-seen']>
	| Found<'too-complex' | 'internal-disagreement', NoFacts>;

/**
 * The finding where policies could not be seen, are too much to judge, or where two ways of judging them disagree;
 * undefined where the answer depends on condition keys, of which each check has something of its own to say.
 */
export function undecided(
	{
		unseen = [],
		code,
	}: {
		readonly unseen?: readonly Unseen[];
		readonly code?: AllRuling['code'] | undefined;
	},
	details: Details = {},
): Undecided | undefined {
	if (unseen.length > 0) {
		return unknown('not-seen', {unseen}, details);
	}

	switch (code) {
		case 'budget':
			return unknown('too-complex', {}, details);
		case 'internal-disagreement':
			return unknown('internal-disagreement', {}, details);
		default:
			return undefined;
	}
}
