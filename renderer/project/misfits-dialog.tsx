import type { Misfits } from '../../shared/api';
import { countOf } from '../articles/describe';
import { closeDialog } from '../store';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';

/** Of a project that came from elsewhere: which annotations do not stand on the words that they quote. */
export function MisfitsDialog({ misfits: { count, first } }: { misfits: Misfits }) {
  const more = count - first.length;
  return (
    <Dialog
      title="Not all words are as quoted"
      size="medium"
      onClose={closeDialog}
      footer={
        <Button look="primary" autoFocus onPress={closeDialog}>
          Close
        </Button>
      }
    >
      <p>
        The project is made as the file says. In {countOf(count, 'place')} of it the text does not read as the
        annotation there quotes it; the inspector marks these with “not found in the text”.
      </p>
      <table className="table" aria-label="Not as quoted">
        <thead>
          <tr>
            <th scope="col">Article</th>
            <th scope="col">Quoted</th>
            <th scope="col">What stands there</th>
          </tr>
        </thead>
        <tbody>
          {first.map(({ title, quote, reads }, at) => (
            <tr key={at}>
              <th scope="row">
                <bdi>{title}</bdi>
              </th>
              <td>
                <q>
                  <bdi>{quote}</bdi>
                </q>
              </td>
              <td>
                {reads === '' ? (
                  'Nothing'
                ) : (
                  <q>
                    <bdi>{reads}</bdi>
                  </q>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 && <p className="help">and {countOf(more, 'more place')}.</p>}
    </Dialog>
  );
}
