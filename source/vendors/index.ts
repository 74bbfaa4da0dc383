export {networkOf} from './addresses.ts';
export {fieldOf} from './before-rules.ts';
export {checkProfile} from './check.ts';
export {type DoubtedFact, doubtsOf} from './doubts.ts';
export {builtInProfiles, loadProfile, readProfileText} from './load.ts';
export {actionNeeds, needsOf} from './needs.ts';
export {isPolicyTemplate} from './policy-templates.ts';
export {default as profileSchema} from './profile.schema.json' with {type: 'json'};
export type {
	ActionNeed,
	DocumentTemplate,
	Doubt,
	EarlierFact,
	Guidance,
	GuidePlace,
	MarkCode,
	Need,
	PolicyTemplate,
	ProfileMark,
	StatementTemplate,
	StepBefore,
	TextWhen,
	VendorProfile,
	When,
} from './types.ts';
export {applies} from './uses.ts';
