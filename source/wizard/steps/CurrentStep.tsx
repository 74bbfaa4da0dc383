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
import {VendorStep} from './VendorStep.tsx';
import {VerifyStep} from './VerifyStep.tsx';

const components: Record<Exclude<StepId, 'vendor' | 'summary'>, ComponentType<StepProps>> = {
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

type Props = Omit<StepProps, 'profile'> & {
	readonly onFinish: (connectionFile: string | undefined) => void;
};

/** The step that the state says, drawn. */
export function CurrentStep({onFinish, ...props}: Props) {
	const {step, profile} = props.state;
	// Without a vendor nothing else can be asked, whatever the state says.
	if (step === 'vendor' || profile === undefined) {
		return <VendorStep {...props} profile={profile} />;
	}

	if (step === 'summary') {
		return <SummaryStep {...props} profile={profile} onFinish={onFinish} />;
	}

	const Component = components[step];
	return <Component {...props} profile={profile} />;
}
