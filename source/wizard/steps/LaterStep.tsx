import type {ComponentType} from 'react';
import type {StepId} from '../steps.ts';
import {AccountStep} from './AccountStep.tsx';
import {ApplyStep} from './ApplyStep.tsx';
import {BucketStep} from './BucketStep.tsx';
import {CreateRoleStep} from './CreateRoleStep.tsx';
import {EncryptionStep} from './EncryptionStep.tsx';
import {ExternalIdStep} from './ExternalIdStep.tsx';
import {FormStep} from './FormStep.tsx';
import {InputsStep} from './InputsStep.tsx';
import {PoliciesStep} from './PoliciesStep.tsx';
import {RoleStep} from './RoleStep.tsx';
import {SummaryStep} from './SummaryStep.tsx';
import type {StepProps} from './step-props.ts';
import {VerifyStep} from './VerifyStep.tsx';

type LaterStepId = Exclude<StepId, 'vendor'>;

const components: Record<Exclude<LaterStepId, 'summary'>, ComponentType<StepProps>> = {
	account: AccountStep,
	bucket: BucketStep,
	encryption: EncryptionStep,
	role: RoleStep,
	'external-id': ExternalIdStep,
	'create-role': CreateRoleStep,
	inputs: InputsStep,
	form: FormStep,
	policies: PoliciesStep,
	apply: ApplyStep,
	verify: VerifyStep,
};

type Props = StepProps & {
	readonly step: LaterStepId;
	readonly onFinish: (connectionFile: string | undefined) => void;
};

/** A step after the vendor is chosen, drawn. */
export function LaterStep({step, onFinish, ...props}: Props) {
	if (step === 'summary') {
		return <SummaryStep {...props} onFinish={onFinish} />;
	}

	const Component = components[step];
	return <Component {...props} />;
}
