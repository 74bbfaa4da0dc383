export {checkProfile} from './check.ts';
export {builtInProfiles, loadProfile, readProfileText} from './load.ts';
export {actionNeeds, needsOf} from './needs.ts';
export {default as profileSchema} from './profile.schema.json' with {type: 'json'};
export {
	type AccessWay,
	type ActionNeed,
	accessWays,
	type DocumentId,
	type DocumentTemplate,
	documentIds,
	type FormField,
	type Need,
	needs,
	type Purpose,
	type StatementTemplate,
	type VendorInput,
	type VendorProfile,
	type When,
} from './types.ts';
