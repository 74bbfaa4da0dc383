export {factTexts, presentFacts} from './facts.ts';
export {finalFields, formRoles} from './form.ts';
export {saidByVendor} from './said.ts';
