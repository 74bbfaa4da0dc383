import {invalidAccountInputs} from './account.ts';
import {invalidBucketInputs} from './bucket.ts';
import {invalidBucketNameInputs} from './bucket-name.ts';
import {invalidChoiceInputs} from './choice.ts';
import {invalidExternalIdInputs} from './external-id.ts';
import {invalidFieldsInputs} from './fields.ts';
import {invalidKeyInputs} from './key.ts';
import {invalidRegionInputs} from './region.ts';
import {invalidRoleInputs} from './role.ts';
import type {InvalidInputs} from './type.ts';

/** What people get wrong, each with the sentence that they are told. */
export const invalidInputs: readonly InvalidInputs[] = [
	...invalidChoiceInputs,
	...invalidBucketInputs,
	...invalidBucketNameInputs,
	...invalidRegionInputs,
	...invalidAccountInputs,
	...invalidKeyInputs,
	...invalidRoleInputs,
	...invalidExternalIdInputs,
	...invalidFieldsInputs,
];
