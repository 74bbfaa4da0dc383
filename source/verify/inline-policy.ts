import {type ConnectionDocument, type MergeResult, mergePolicy} from '../documents/index.ts';
import {refusalOf} from '../errors.ts';
import type {Situation} from './situation.ts';

/** An inline policy of a role that could be seen. */
export type InlinePolicy = {readonly name: string; readonly text: string};

/** The inline policies of the role, as far as they could be seen. */
export function inlinePolicies({snapshot}: Situation): InlinePolicy[] {
	const {policies} = snapshot.role;
	return (policies.status === 'found' ? policies.value : []).flatMap(({kind, name, text}) =>
		kind === 'inline' && text.status === 'found' ? [{name, text: text.value}] : [],
	);
}

/**
 * The inline policy that holds statements of the vendor's document already, or is the only one that the role has, with what
 * it would be; undefined where the document is to be a policy of its own.
 */
export function ownInlinePolicy(
	situation: Situation,
	document: ConnectionDocument,
	{leastPrivilege = false}: {readonly leastPrivilege?: boolean} = {},
): (InlinePolicy & {readonly result: MergeResult}) | undefined {
	const {connection, profile} = situation;
	const inline = inlinePolicies(situation);
	const merged = inline.flatMap((policy) => {
		try {
			const result = mergePolicy(policy.text, document, {
				connection,
				profile,
				name: `The policy ${policy.name}`,
				isNarrowing: leastPrivilege,
			});
			return [{...policy, result}];
		} catch (error) {
			// One that cannot be read as a policy is left alone.
			refusalOf(error);
			return [];
		}
	});
	const [only] = merged;
	return (
		merged.find(({result}) => result.changes.some(({kind}) => kind !== 'added')) ??
		(merged.length === 1 && inline.length === 1 ? only : undefined)
	);
}
