import type {Looked} from '../types.ts';

export const documentNames = [
	'trust-policy',
	'role-policy',
	'bucket-policy',
	'key-policy',
	'bucket',
	'key',
	'role',
	'boundary-policy',
] as const;
/** A document that can be handed in; its file is called so, with `.json`. */
export type DocumentName = (typeof documentNames)[number];

export type PastedDocuments = {
	readonly texts: ReadonlyMap<DocumentName, Looked<string>>;
	/** What lies in `role-policies/`, beside `role-policy.json`. */
	readonly rolePolicies: Looked<readonly {readonly name: string; readonly text: Looked<string>}[]>;
};
