import type {PolicyId} from '../../aws/index.ts';
import {buildDocuments} from '../../documents/index.ts';
import {refusalOf} from '../../errors.ts';
import type {PolicyDocument} from '../../policy/index.ts';
import type {Situation} from '../situation.ts';

/** What the article gives, or the narrower form of it: the documents of each variant. */
export function articleDocuments(
	{connection, profile}: Situation,
	leastPrivilege: boolean,
): ReadonlyMap<PolicyId, PolicyDocument>[] {
	return (leastPrivilege ? [true] : [false, true]).map((isNarrower) => {
		const ids: readonly PolicyId[] = ['role-policy', 'trust-policy', 'bucket-policy', 'key-policy'];
		return new Map(
			ids.flatMap((only) => {
				try {
					const [built] = buildDocuments(connection, profile, {only, leastPrivilege: isNarrower});
					return built === undefined
						? []
						: [[only, {...built.document, Statement: built.forMerge.statements}] as const];
				} catch (error) {
					refusalOf(error);
					return [];
				}
			}),
		);
	});
}
