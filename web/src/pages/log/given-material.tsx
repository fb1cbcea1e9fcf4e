import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { CheckboxButton, CheckboxField } from 'react-aria-components';
import { type Material, materialQuery } from '../../api/capture.ts';
import { useWords } from '../../i18n/use-words.ts';
import tapStyles from '../../parts/field/taps.module.css';
import { PlainButton } from '../../parts/button/button.tsx';
import { TextInput } from '../../parts/field/text-input.tsx';
import { assetName } from '../../parts/vocabulary/member-name.ts';
import styles from './log.module.css';

type GivenMaterialProps = {
  readonly given: readonly Material[];
  readonly onChange: (given: readonly Material[]) => void;
};

/** What was given to the person: one tap for what was given before, a word for what is new. It stays folded until it is wanted. */
export function GivenMaterial({ given, onChange }: GivenMaterialProps): ReactNode {
  const { t } = useWords();
  const { data: known = [] } = useQuery(materialQuery);
  const [isOpen, setIsOpen] = useState(false);
  const [other, setOther] = useState('');
  if (!isOpen) return <PlainButton onPress={() => setIsOpen(true)}>{t('log.give')}</PlainButton>;
  const all = [...known, ...given.filter((each) => !known.some((one) => isSame(one, each)))];
  const add = (): void => {
    const type = other.trim();
    if (type === '') return;
    onChange([...given, { asset_type: type, asset: null }]);
    setOther('');
  };
  return (
    <fieldset className={styles['given']}>
      <legend>{t('log.given')}</legend>
      <div className={tapStyles['taps']}>
        {all.map((each) => (
          <CheckboxField
            key={`${each.asset_type} ${each.asset ?? ''}`}
            isSelected={given.some((one) => isSame(one, each))}
            onChange={(isChosen) => onChange(isChosen ? [...given, each] : given.filter((one) => !isSame(one, each)))}
          >
            <CheckboxButton className={tapStyles['tap']!}>
              {[assetName({ t }, each.asset_type), each.asset].filter((part) => part !== null).join(': ')}
            </CheckboxButton>
          </CheckboxField>
        ))}
      </div>
      <div className={styles['other']}>
        <TextInput label={t('log.given.other')} value={other} onChange={setOther} />
        <PlainButton onPress={add}>{t('log.given.add')}</PlainButton>
      </div>
    </fieldset>
  );
}

function isSame(a: Material, b: Material): boolean {
  return a.asset_type === b.asset_type && a.asset === b.asset;
}
