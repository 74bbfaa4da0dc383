import {type ConnectionPolicy, type MergeResult, mergePolicy} from '../documents/index.ts';
import {refusalOf} from '../errors.ts';
import type {NamedPolicy, PolicyDocument} from '../policy/index.ts';
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
 * Where an inline policy stands among the policies of the role, and its text; undefined where there is none of that name. A
 * managed policy may have the same name.
 */
export function findInlinePolicy(
	situation: Situation,
	name: string | undefined,
): {readonly index: number; readonly text: string} | undefined {
	const {rolePolicies} = situation;
	const text = inlinePolicies(situation).find((policy) => policy.name === name)?.text;
	const index =
		rolePolicies.state === 'there'
			? rolePolicies.policies.findIndex(
					(policy, place) => policy.name === name && rolePolicies.texts[place] === text,
				)
			: -1;
	return text === undefined || index < 0 ? undefined : {index, text};
}

// IAM takes no blanks in a name, so that no policy of the role is called so.
const newPolicy = 'new policy';

/** The situation with another inline policy in the place of the one of that name, or as one more. */
export function withInlinePolicy(
	situation: Situation,
	name: string | undefined,
	{document, text}: {readonly document: PolicyDocument; readonly text: string},
): Situation {
	const {rolePolicies} = situation;
	const {policies, texts} =
		rolePolicies.state === 'there' ? rolePolicies : {policies: [], texts: []};
	const place = findInlinePolicy(situation, name)?.index ?? policies.length;
	const written: NamedPolicy = {name: name ?? newPolicy, document};
	return {
		...situation,
		rolePolicies: {
			state: 'there',
			policies: [...policies.slice(0, place), written, ...policies.slice(place + 1)],
			texts: [...texts.slice(0, place), text, ...texts.slice(place + 1)],
		},
	};
}

/**
 * The inline policy that holds statements of the vendor's document already, or is the only one that the role has, with what
 * it would be, with `beside` without a change of any statement; undefined where the document is to be a policy of its own.
 */
export function ownInlinePolicy(
	situation: Situation,
	document: ConnectionPolicy,
	{
		leastPrivilege = false,
		beside = false,
	}: {readonly leastPrivilege?: boolean; readonly beside?: boolean} = {},
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
				manner: beside ? 'beside' : 'mend',
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

/** The inline policy that holds statements of the vendor's document already, with what it would be; undefined where none does. */
export function vendorInlinePolicy(
	...given: Parameters<typeof ownInlinePolicy>
): ReturnType<typeof ownInlinePolicy> {
	const own = ownInlinePolicy(...given);
	return own?.result.changes.some(({kind}) => kind !== 'added') === true ? own : undefined;
}
