import {listOf} from '../policy/index.ts';
import {documentOf, type Resource} from './request-sets.ts';
import type {SetRuling} from './set-rulings.ts';
import type {Situation} from './situation.ts';
import {withoutStatements} from './without-statements.ts';

/**
 * 0-based places of all statements of a resource's policy by which somebody gets in: each is silenced once it was found,
 * until nobody gets in any more.
 */
export function blamedStatements(
	situation: Situation,
	resource: Resource,
	ask: (situation: Situation) => SetRuling,
): number[] {
	const places: number[] = [];
	const most = listOf(documentOf(situation, resource)?.Statement).length;
	while (places.length < most) {
		const found = ask(withoutStatements(situation, resource, places));
		const added =
			found.answer === 'some'
				? found.witness.decision.statements
						.filter(({kind, index}) => kind === 'resource' && !places.includes(index))
						.map(({index}) => index)
				: [];
		if (added.length === 0) {
			break;
		}

		places.push(...added);
	}

	return places;
}
