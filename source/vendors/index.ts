export {checkProfile} from './check.ts';
export {builtInProfiles, loadProfile, readProfileText} from './load.ts';
export {actionNeeds, needsOf} from './needs.ts';
export {default as profileSchema} from './profile.schema.json' with {type: 'json'};
export type {
	ActionNeed,
	DocumentTemplate,
	MarkCode,
	Need,
	ProfileMark,
	StatementTemplate,
	VendorProfile,
	When,
} from './types.ts';
