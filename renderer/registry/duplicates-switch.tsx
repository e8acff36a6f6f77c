import { ArrowLeft, CopyCheck } from 'lucide-react';
import { runAction } from '../actions';
import { useStore } from '../store';
import { Button } from '../ui/button';

/** Goes from the table or tree to the likely duplicates, and back. */
export function DuplicatesSwitch({ back }: { back: string }) {
  const isShown = useStore((state) => state.showsDuplicates);
  return (
    <Button icon={isShown ? ArrowLeft : CopyCheck} onPress={() => void runAction('registry.duplicates')}>
      {isShown ? back : 'Find duplicates'}
    </Button>
  );
}
