import {notHandedIn} from '../looked.ts';
import type {Looked} from '../types.ts';

/** The documents that were handed in. */
export type Folder<Name extends string> = {
	/** The text of a document; its file is called so, with `.json`. */
	readonly text: (name: Name) => Looked<string>;
	/** What lies in `role-policies/`, beside `role-policy.json`. */
	readonly rolePolicies: Looked<readonly {readonly name: string; readonly text: Looked<string>}[]>;
};

/** These documents; any other was not given. */
export function folderOf<Name extends string>(
	texts: ReadonlyMap<Name, Looked<string>>,
	rolePolicies: Folder<Name>['rolePolicies'],
): Folder<Name> {
	return {
		text: (name) => texts.get(name) ?? notHandedIn(name),
		rolePolicies,
	};
}
