import {listOf, type PolicyDocument, type Statement} from '../policy/index.ts';
import {documentOf, type Resource} from './request-sets.ts';
import type {SetRuling} from './rulings.ts';
import type {SeenPolicy, Situation} from './situation.ts';

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

/** A document in which some statements, by their 0-based places, say nothing; every statement keeps its place. */
function silenced(document: PolicyDocument, places: readonly number[]): PolicyDocument {
	const statements = listOf(document.Statement).map((statement, index): Statement => {
		const {Action: _action, NotAction: _notAction, ...rest} = statement;
		return places.includes(index) ? {...rest, Action: []} : statement;
	});
	return {...document, Statement: statements};
}

/** The situation as if some statements of a resource's policy were not there. */
export function withoutStatements(
	situation: Situation,
	resource: Resource,
	places: readonly number[],
): Situation {
	const silence = (seen: SeenPolicy): SeenPolicy =>
		seen.state === 'there' && places.length > 0
			? {...seen, document: silenced(seen.document, places)}
			: seen;
	switch (resource) {
		case 'bucket':
			return {...situation, bucketPolicy: silence(situation.bucketPolicy)};
		case 'key':
			return {...situation, keyPolicy: silence(situation.keyPolicy)};
		case 'role':
			return {...situation, trustPolicy: silence(situation.trustPolicy)};
	}
}
