export {factTexts, presentFacts} from './facts.ts';
export {finalFields, formRoles} from './form.ts';
export {presentGuide} from './guide.ts';
export {saidByVendor} from './said.ts';
