import {notHandedIn} from '../looked.ts';
import type {Looked, RolePolicy} from '../types.ts';
import type {NotSeenFile} from './not-seen.ts';

/** The documents that were handed in. */
export type Folder<Name extends string> = {
	/** The text of a document; its file is called so, with `.json`. */
	readonly text: (name: Name) => Looked<string>;
	/** What lies in `role-policies/`, beside `role-policy.json`. */
	readonly rolePolicies: Looked<readonly RolePolicy[]>;
	/** What is said not to have been seen. */
	readonly notSeen: NotSeenFile;
};

/** These documents; any other was not given, or not seen. */
export function folderOf<Name extends string>(
	texts: ReadonlyMap<Name, Looked<string>>,
	rolePolicies: Folder<Name>['rolePolicies'],
	notSeen: NotSeenFile = () => undefined,
): Folder<Name> {
	return {
		text: (name) => texts.get(name) ?? notSeen(`${name}.json`) ?? notHandedIn(name),
		rolePolicies,
		notSeen,
	};
}
