export {checkProfile} from './check.ts';
export {builtInProfiles, loadProfile, readProfileText} from './load.ts';
export {actionNeeds, needsOf} from './needs.ts';
export {default as profileSchema} from './profile.schema.json' with {type: 'json'};
export {
	type ActionNeed,
	type DocumentTemplate,
	type FormField,
	type Need,
	needs,
	type Purpose,
	type StatementTemplate,
	type VendorProfile,
	type When,
} from './types.ts';
